package io.esgoperator.operator.cluster;

import io.esgoperator.live.PagedList;
import io.esgoperator.live.ServedPolicies;
import io.esgoperator.reading.Unread;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the cluster outside of a gateway's own namespace. An operator that watches only some
 * namespaces may lack the permission; then it works without these objects and reports that. An
 * operator that watches all namespaces has lost a permission that it had; it fails and tries again,
 * so that no policy loses a rule.
 */
public final class ClusterReader {
  private enum View {
    ResolverHidden(
        "Services in %s cannot be listed, so the policy has no rule for the cluster's own resolvers. Set clusterDnsNamespace in the chart's values."),
    ResolverPodsHidden(
        "Pods in %s cannot be listed, so neither NodeLocal DNSCache nor a resolver's named ports are known. Set clusterDnsNamespace in the chart's values."),
    NamespacesHidden(
        "%s cannot be listed, so no pod behind a namespaceSelector is asked. Watch all namespaces, or name hosts in spec.probe.targets."),
    PodsHidden(
        "Pods in %s cannot be listed, so those behind a namespaceSelector are not asked. Add the namespace to watchNamespaces, or name hosts in spec.probe.targets."),
    ClusterPoliciesHidden(
        "The cluster's %s cannot be listed, so what they do to the gateway is not known, and none of them is named. Upgrade the chart; with watchNamespaces, set clusterPolicies in its values."),
    NamespaceLabelsHidden(
        "%s cannot be listed, so whether a policy of the whole cluster selects the gateway is not sure. Set clusterPolicies in the chart's values."),
    PeerNamespacesHidden(
        "%s cannot be listed, so a Service before pods of other namespaces may lead to a port that the policy does not open. Name the namespaces by kubernetes.io/metadata.name, or set clusterPolicies in the chart's values."),
    PoliciesHidden(
        "%s cannot be listed, so those that select the gateway are not named. Upgrade the chart, whose Roles allow it.");

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

  /** {@code all} is whether the operator may read the whole cluster. */
  public ClusterReader(KubernetesClient client, boolean all) {
    this.client = client;
    this.all = all;
  }

  /** Services of a namespace that may run the cluster's DNS. */
  List<Service> services(String namespace) {
    return look(
        View.ResolverHidden,
        namespace,
        () -> read(PagedList.of(client.services().inNamespace(namespace))));
  }

  /** Pods of the cluster's DNS; empty if its Services cannot be listed. */
  List<Pod> resolverPods(String namespace, LabelSelector selector) {
    return hidden.containsKey(View.ResolverHidden)
        ? List.of()
        : look(
            View.ResolverPodsHidden,
            namespace,
            () ->
                PagedList.of(client.pods().inNamespace(namespace).withLabelSelector(selector))
                    .toList());
  }

  /**
   * Names of the namespaces that a selector selects, sorted; one request.
   *
   * @param most at least 1
   */
  List<String> namespaces(LabelSelector selector, int most) {
    return look(
            View.NamespacesHidden,
            "Namespaces",
            () -> PagedList.first(most, client.namespaces().withLabelSelector(selector)))
        .stream()
        .map(namespace -> namespace.getMetadata().getName())
        .toList();
  }

  /** Policies of these kinds that concern every namespace. */
  List<HasMetadata> clusterPolicies(List<ResourceDefinitionContext> kinds) {
    return policies(
        View.ClusterPoliciesHidden, "", kinds, kind -> ServedPolicies.reachingOut(client, kind));
  }

  /** Policies of these kinds in one namespace. */
  List<HasMetadata> policies(String namespace, List<ResourceDefinitionContext> kinds) {
    return policies(
        View.PoliciesHidden,
        " in " + namespace,
        kinds,
        kind -> ServedPolicies.list(client, kind, namespace));
  }

  /**
   * A kind that may not be listed hides no other. Where the operator watches all namespaces, only a
   * kind that is named and not evaluated may be left out: without it no decision is another one.
   */
  private List<HasMetadata> policies(
      View view,
      String place,
      List<ResourceDefinitionContext> kinds,
      Function<ResourceDefinitionContext, List<? extends HasMetadata>> list) {
    List<HasMetadata> found = new ArrayList<>();
    List<ResourceDefinitionContext> refused = new ArrayList<>();
    for (ResourceDefinitionContext kind : kinds) {
      try {
        found.addAll(list.apply(kind));
      } catch (KubernetesClientException refusal) {
        if (!isForbidden(refusal) || all && ServedPolicies.isEvaluated(kind)) {
          throw refusal;
        }
        refused.add(kind);
      }
    }
    if (refused.isEmpty()) {
      hidden.remove(view);
    } else {
      hidden.putIfAbsent(view, view.of(plurals(refused) + place));
    }
    return found;
  }

  /** Every namespace with its labels. */
  List<Namespace> labelledNamespaces() {
    return labelledNamespaces(View.NamespaceLabelsHidden);
  }

  /** The labels of every namespace, by its name. */
  Map<String, Map<String, String>> namespaceLabels() {
    return labelledNamespaces(View.PeerNamespacesHidden).stream()
        .map(Namespace::getMetadata)
        .filter(namespace -> namespace.getLabels() != null)
        .collect(Collectors.toMap(ObjectMeta::getName, ObjectMeta::getLabels));
  }

  private List<Namespace> labelledNamespaces(View view) {
    return look(
        view,
        "Namespaces",
        () -> PagedList.of(client.namespaces()).map(ClusterReader::light).toList());
  }

  private static Namespace light(Namespace namespace) {
    namespace.setSpec(null);
    namespace.setStatus(null);
    return namespace;
  }

  /**
   * Running pods of any namespace, in the order of their names; one request.
   *
   * @param most at least 1
   */
  List<Pod> pods(String namespace, LabelSelector selector, int most) {
    return look(
        View.PodsHidden,
        namespace,
        () ->
            read(
                PagedList.first(
                    most,
                    client
                        .pods()
                        .inNamespace(namespace)
                        .withLabelSelector(selector)
                        .withField("status.phase", "Running"))
                    .stream()));
  }

  /** Without objects of which only the metadata could be read. */
  private static <T extends HasMetadata> List<T> read(Stream<T> all) {
    return all.filter(Unread::isNone).toList();
  }

  /** What could not be listed the last time. */
  public List<Shortcoming> shortcomings() {
    return List.copyOf(hidden.values());
  }

  private static String plurals(List<ResourceDefinitionContext> kinds) {
    return kinds.stream()
        .map(kind -> kind.getPlural() + "." + kind.getGroup())
        .collect(Collectors.joining(", "));
  }

  private <T> List<T> look(View view, String place, Supplier<List<T>> seen) {
    try {
      List<T> found = seen.get();
      hidden.remove(view);
      return found;
    } catch (KubernetesClientException refused) {
      if (all || !isForbidden(refused)) {
        throw refused;
      }
      hidden.putIfAbsent(view, view.of(place));
      return List.of();
    }
  }

  private static boolean isForbidden(KubernetesClientException refusal) {
    return refusal.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
  }
}
