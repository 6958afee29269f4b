package io.esgoperator.reconciler;

import io.esgoperator.policy.ClusterResolver;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The cluster beyond a gateway's own namespace. An operator that watches some namespaces only may
 * not be allowed to look there; then it does without, and says so. One that watches all of them has
 * lost a permission that it had, and tries again: no good rule falls for that.
 */
final class Surroundings {
  private enum View {
    ResolverHidden(
        "Services in %s cannot be listed, so the policy has no rule for the cluster's own resolvers. Set clusterDnsNamespace in the chart's values."),
    NamespacesHidden(
        "%s cannot be listed, so no pod behind a namespaceSelector is asked. Watch all namespaces, or name hosts in spec.probe.targets."),
    PodsHidden(
        "Pods in %s cannot be listed, so those behind a namespaceSelector are not asked. Add the namespace to watchNamespaces, or name hosts in spec.probe.targets.");

    private final String sentence;

    View(String sentence) {
      this.sentence = sentence;
    }

    Shortcoming of(String place) {
      return new Shortcoming(name(), String.format(sentence, place));
    }
  }

  private final KubernetesClient client;
  private final boolean all;
  private final Map<View, Shortcoming> hidden = new ConcurrentSkipListMap<>();

  /**
   * Makes a view.
   *
   * @param all whether the operator may look everywhere
   */
  Surroundings(KubernetesClient client, boolean all) {
    this.client = client;
    this.all = all;
  }

  /**
   * The cluster's DNS service: the one labelled kube-dns, wherever it is called otherwise (CoreDNS,
   * RKE2, OpenShift).
   */
  Optional<ClusterResolver> resolver() {
    return Stream.of(
            Map.entry("kube-system", "k8s-app=kube-dns"),
            Map.entry("openshift-dns", "dns.operator.openshift.io/owning-dns"))
        .flatMap(place -> services(place.getKey(), place.getValue()))
        .filter(service -> service.getSpec().getSelector() != null)
        .findFirst()
        .map(Surroundings::resolver);
  }

  private Stream<Service> services(String namespace, String labels) {
    return look(
        View.ResolverHidden,
        namespace,
        () -> client.services().inNamespace(namespace).withLabelSelector(labels).list().getItems())
        .stream();
  }

  private static ClusterResolver resolver(Service service) {
    return new ClusterResolver(
        service.getMetadata().getNamespace(),
        new TreeMap<>(service.getSpec().getSelector()),
        service.getSpec().getPorts().stream()
            .filter(port -> port.getPort() == 53)
            .map(ServicePort::getTargetPort)
            .map(target -> target == null ? null : target.getIntVal())
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList(),
        service.getSpec().getClusterIPs().stream()
            .filter(address -> !"None".equals(address))
            .sorted()
            .toList());
  }

  /** Names of the namespaces that a selector selects, sorted. */
  List<String> namespaces(LabelSelector selector) {
    return look(
            View.NamespacesHidden,
            "Namespaces",
            () -> client.namespaces().withLabelSelector(selector).list().getItems())
        .stream()
        .map(namespace -> namespace.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** Pods of any namespace. */
  List<Pod> pods(String namespace, LabelSelector selector) {
    return look(
        View.PodsHidden,
        namespace,
        () -> client.pods().inNamespace(namespace).withLabelSelector(selector).list().getItems());
  }

  /** What was out of sight when it was last looked for. */
  List<Shortcoming> shortcomings() {
    return List.copyOf(hidden.values());
  }

  private <T> List<T> look(View view, String place, Supplier<List<T>> seen) {
    try {
      List<T> found = seen.get();
      hidden.remove(view);
      return found;
    } catch (KubernetesClientException refused) {
      if (all || refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw refused;
      }
      hidden.putIfAbsent(view, view.of(place));
      return List.of();
    }
  }
}
