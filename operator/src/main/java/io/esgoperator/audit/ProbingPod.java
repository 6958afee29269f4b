package io.esgoperator.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.gateway.SelectorKeys;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.Bindings;
import io.esgoperator.netpol.read.PolicyKinds;
import io.esgoperator.netpol.world.PolicyRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pod that probes beside the gateway, and the policies that tell both apart by a label which they
 * do not share.
 *
 * @param policies on the gateway
 * @param labels all labels of the pod beside it
 */
public record ProbingPod(PodPolicies policies, Map<String, String> labels) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> ADMITTING = Set.of("ingress", "ingressDeny");

  public ProbingPod {
    labels = Map.copyOf(labels);
  }

  /**
   * The policies for which a connection of the pod says nothing about the same one of the gateway:
   * they let one through and not the other, or it is not known what they do; empty where both have
   * the same rulings.
   */
  public Set<String> tellingApart(InetAddress peer, Transport transport, int port) {
    StaticReading gateway = policies.read(peer, transport, port);
    StaticReading pod = policies.readBeside(labels, peer, transport, port);
    if (way(gateway) == way(pod) && gateway.notEvaluated().equals(pod.notEvaluated())) {
      return Set.of();
    }
    Set<String> one = titles(policies.onGateway(Direction.Outbound));
    Set<String> other = titles(policies.beside(labels, Direction.Outbound));
    return sorted(
        Stream.concat(one.stream(), other.stream())
            .filter(title -> one.contains(title) != other.contains(title)));
  }

  /** The policies that admit to the pods which they bind by a label of the gateway's. */
  public Set<String> admittingOne() {
    return sorted(
        policies.all().stream()
            .filter(
                policy -> specs(policy).map(ProbingPod::admission).anyMatch(this::isAboutUnshared))
            .map(ProbingPod::title));
  }

  /** The labels that both do not share and at which these policies look. */
  public Set<String> lookedAt(Set<String> titles) {
    return sorted(
        policies.all().stream()
            .filter(policy -> titles.stream().anyMatch(title -> title.endsWith(title(policy))))
            .flatMap(ProbingPod::specs)
            .flatMap(spec -> SelectorKeys.of(spec).stream())
            .filter(this::isUnshared));
  }

  private boolean isAboutUnshared(Map<?, ?> part) {
    return SelectorKeys.of(part).stream()
        .filter(policies.labels()::containsKey)
        .anyMatch(this::isUnshared);
  }

  private boolean isUnshared(String key) {
    return !Objects.equals(policies.labels().get(key), labels.get(key));
  }

  private static Map<?, ?> admission(Map<?, ?> spec) {
    return spec.entrySet().stream()
        .filter(field -> ADMITTING.contains(field.getKey()) && field.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Stream<Map<?, ?>> specs(HasMetadata policy) {
    return PolicyKinds.specs(JSON.convertValue(policy, Map.class));
  }

  /** How it ends where a kind is named with its group. */
  private static String title(HasMetadata policy) {
    return policy.getKind() + " " + policy.getMetadata().getName();
  }

  private static Kind way(StaticReading reading) {
    return reading.kind() == Kind.Unbound ? Kind.Opened : reading.kind();
  }

  private static Set<String> titles(Bindings bindings) {
    return sorted(
        Stream.concat(bindings.names().stream(), bindings.notEvaluated().stream())
            .map(PolicyRef::title));
  }

  private static Set<String> sorted(Stream<String> some) {
    return some.collect(Collectors.toCollection(TreeSet::new));
  }
}
