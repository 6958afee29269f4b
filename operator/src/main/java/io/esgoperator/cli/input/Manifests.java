package io.esgoperator.cli.input;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.PlainText;
import io.esgoperator.netpol.read.PolicyKinds;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.PolicyRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All objects at one moment.
 *
 * @param ignored how many objects of other kinds there are, by kind
 * @param unread a sentence for each object that a cluster holds and that cannot be read
 * @param engine what enforces the policies
 * @param byName the objects by name: a cluster has very many policies, and reports ask for the
 *     place of each of them
 */
public record Manifests(
    List<Written> written,
    Map<String, Integer> ignored,
    List<String> unread,
    PolicyEngine engine,
    Map<String, List<Written>> byName) {
  private static final Set<String> OWN_GROUPS =
      Set.of("networking.k8s.io", "policy.networking.k8s.io");

  public Manifests(
      List<Written> written,
      Map<String, Integer> ignored,
      List<String> unread,
      PolicyEngine engine) {
    this(
        List.copyOf(written),
        new TreeMap<>(ignored),
        List.copyOf(unread),
        engine,
        written.stream()
            .collect(Collectors.groupingBy(one -> one.object().getMetadata().getName())));
  }

  /** The same objects, whose policies this enforces. */
  public Manifests enforcedBy(PolicyEngine known) {
    return new Manifests(written, ignored, unread, known, byName);
  }

  /** Whether a policy among them shows that Cilium enforces them all. */
  public boolean showCilium() {
    return written.stream().anyMatch(one -> PolicyKinds.isOfCilium(one.object()));
  }

  /** Says what cannot be read, and whether everything could be. */
  public boolean isAllRead(Console console) {
    unread.stream().map(PlainText::line).forEach(console.err()::println);
    return unread.isEmpty();
  }

  public Stream<Written> instances() {
    return written.stream().filter(one -> one.object() instanceof EsgInstance);
  }

  public List<HasMetadata> objects() {
    return written.stream().map(Written::object).toList();
  }

  public Stream<Service> services() {
    return written.stream()
        .map(Written::object)
        .filter(Service.class::isInstance)
        .map(Service.class::cast);
  }

  public Stream<Service> services(String namespace) {
    return services().filter(service -> namespace.equals(service.getMetadata().getNamespace()));
  }

  /** As a reference names it: with its group, where that is none of Kubernetes' own. */
  private static String kind(HasMetadata policy) {
    String group = policy.getApiVersion().replaceFirst("/.*", "");
    return OWN_GROUPS.contains(group) ? policy.getKind() : group + " " + policy.getKind();
  }

  /** The policy with this reference, if it is among the objects. */
  public Optional<Written> find(PolicyRef policy) {
    return byName.getOrDefault(policy.name(), List.of()).stream()
        .filter(one -> kind(one.object()).equals(policy.kind()))
        .filter(
            one ->
                policy.namespace() == null
                    || policy.namespace().equals(one.object().getMetadata().getNamespace()))
        .findFirst();
  }
}
