package io.esgoperator.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy in a comparable form: the order of its parts and defaults that the API server added make
 * no difference.
 *
 * @param openings each as the end of "it opens"
 * @param terms the rest of its spec, each as the end of "it has"
 * @param labels each with its value
 */
public record PolicyText(Set<String> openings, Set<String> terms, Set<String> labels) {
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

  public static PolicyText of(NetworkPolicy policy) {
    NetworkPolicySpec spec = policy.getSpec() == null ? new NetworkPolicySpec() : policy.getSpec();
    return new PolicyText(
        sorted(
            Stream.concat(
                spec.getEgress().stream()
                    .flatMap(rule -> openings(" to ", rule.getTo(), rule.getPorts())),
                spec.getIngress().stream()
                    .flatMap(rule -> openings(" from ", rule.getFrom(), rule.getPorts())))),
        sorted(
            Stream.concat(
                Stream.of("podSelector " + json(spec.getPodSelector())),
                spec.getPolicyTypes().stream().map(type -> "policyTypes " + type))),
        labels(policy));
  }

  /**
   * A rule is one opening: Cilium's kinds of peers are not interpreted. A list {@code specs} beside
   * the spec holds rules, too.
   */
  public static PolicyText of(GenericKubernetesResource ciliumPolicy) {
    JsonNode policy = JSON.valueToTree(ciliumPolicy.getAdditionalProperties());
    JsonNode spec = policy.path("spec");
    return new PolicyText(
        sorted(
            Stream.of("egress", "ingress")
                .flatMap(
                    direction ->
                        StreamSupport.stream(spec.path(direction).spliterator(), false)
                            .map(rule -> direction + " " + json(rule)))),
        sorted(
            Stream.concat(
                    spec.properties().stream()
                        .filter(field -> !List.of("egress", "ingress").contains(field.getKey())),
                    policy.properties().stream().filter(field -> field.getKey().equals("specs")))
                .map(field -> field.getKey() + " " + json(field.getValue()))),
        labels(ciliumPolicy));
  }

  /**
   * How the actual policy differs from this declared one. Labels that other programs add do not
   * count.
   *
   * @return clauses with "it" for the subject; empty where there is no difference
   */
  public List<String> differences(PolicyText stands) {
    return Stream.of(
            beyond(openings, stands.openings).map("opens %s, which was not declared"::formatted),
            beyond(stands.openings, openings)
                .map("does not open %s, which was declared"::formatted),
            beyond(terms, stands.terms).map("has %s, which was not declared"::formatted),
            beyond(stands.terms, terms).map("lacks %s, which was declared"::formatted),
            beyond(stands.labels, labels).map("lacks the label %s, which was declared"::formatted))
        .flatMap(clauses -> clauses)
        .toList();
  }

  private static Stream<String> beyond(Set<String> known, Set<String> all) {
    return all.stream().filter(one -> !known.contains(one));
  }

  private static Stream<String> openings(
      String preposition, List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {
    List<String> ends =
        peers.isEmpty() ? List.of("anywhere") : peers.stream().map(PolicyText::peer).toList();
    Stream<String> numbers =
        ports.isEmpty() ? Stream.of("every port") : ports.stream().map(PolicyText::port);
    return numbers.flatMap(port -> ends.stream().map(end -> port + preposition + end));
  }

  private static String peer(NetworkPolicyPeer peer) {
    if (peer.getIpBlock() == null) {
      return "pods by " + json(peer);
    }
    List<String> except = peer.getIpBlock().getExcept().stream().sorted().toList();
    return peer.getIpBlock().getCidr()
        + (except.isEmpty() ? "" : " except " + String.join(" and ", except));
  }

  private static String port(NetworkPolicyPort port) {
    return Stream.of(
            Objects.requireNonNullElse(port.getProtocol(), "TCP"),
            port.getPort() == null ? "every port" : port.getPort().getValue(),
            port.getEndPort() == null ? null : "to " + port.getEndPort())
        .filter(Objects::nonNull)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private static Set<String> labels(HasMetadata policy) {
    return sorted(
        Stream.ofNullable(policy.getMetadata().getLabels())
            .map(Map::entrySet)
            .flatMap(Set::stream)
            .map(label -> label.getKey() + "=" + label.getValue()));
  }

  /** Keys are sorted and without quotes, since people read the text. */
  private static String json(Object part) {
    try {
      return JSON.writeValueAsString(JSON.convertValue(part, Object.class)).replace("\"", "");
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a policy is plain data", impossible);
    }
  }

  private static Set<String> sorted(Stream<String> texts) {
    return texts.collect(Collectors.toCollection(TreeSet::new));
  }
}
