package io.esgoperator.cli.input;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedEngine;
import io.esgoperator.live.ServedPolicies;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the cluster for commands with {@code --live}; it only lists and changes nothing. */
record LiveCluster(KubernetesClient client, String namespace) {
  private static final List<Class<? extends HasMetadata>> BUILT_IN =
      List.of(Namespace.class, Node.class, Pod.class, Service.class, NetworkPolicy.class);

  /** Reads the cluster; null stands for the current context, and for all namespaces. */
  static Manifests read(String context, String namespace) throws BadInputException {
    try (KubernetesClient client = Kubeconfig.connect(context)) {
      return new LiveCluster(client, namespace).manifests();
    }
  }

  /** Reads the whole cluster, also one without the operator. */
  static Manifests all(String context) throws BadInputException {
    try (KubernetesClient client = Kubeconfig.connect(context)) {
      return new LiveCluster(client, null).all();
    }
  }

  Manifests manifests() throws BadInputException {
    List<EsgInstance> instances = list("EsgInstances", this::instances);
    if (instances.isEmpty()) {
      throw new BadInputException(
          Kubeconfig.where(client),
          "has no EsgInstance: apply one, such as config/samples/minimal.yaml.");
    }
    return beside(instances);
  }

  Manifests all() throws BadInputException {
    return beside(list("EsgInstances", this::instancesIfServed));
  }

  private Manifests beside(List<EsgInstance> instances) throws BadInputException {
    List<HasMetadata> all = new ArrayList<>(instances);
    for (Class<? extends HasMetadata> type : BUILT_IN) {
      all.addAll(
          list(
              HasMetadata.getPlural(type),
              () -> client.resources(type).inAnyNamespace().list().getItems()));
    }
    for (ResourceDefinitionContext kind :
        list("API groups", () -> ServedPolicies.kinds(Discovery.of(client)))) {
      all.addAll(list(kind.getPlural(), () -> ServedPolicies.list(client, kind)));
    }
    List<Written> written = all.stream().map(object -> new Written(object, null)).toList();
    return new Manifests(
        written.stream().filter(one -> isKept(one.object())).toList(),
        Map.of(),
        written.stream()
            .flatMap(one -> Unread.of(one.object()).stream().map(why -> sentence(one, why)))
            .toList(),
        engine(all));
  }

  private PolicyEngine engine(List<HasMetadata> all) throws BadInputException {
    try {
      return ServedEngine.of(client, all);
    } catch (KubernetesClientException fault) {
      throw Refusal.of(client, "list CiliumNodes", fault);
    }
  }

  /** A policy that cannot be read may select any pod; a namespace is its labels. */
  private static boolean isKept(HasMetadata object) {
    return Unread.isNone(object)
        || object instanceof Namespace
        || object instanceof NetworkPolicy
        || object instanceof GenericKubernetesResource;
  }

  private static String sentence(Written one, Unread why) {
    return "%s cannot be read%s: %s"
        .formatted(one.name(), isKept(one.object()) ? "" : " and is left out", why.sentence());
  }

  private List<EsgInstance> instances() {
    var instances = client.resources(EsgInstance.class);
    return (namespace == null ? instances.inAnyNamespace() : instances.inNamespace(namespace))
        .list()
        .getItems();
  }

  /** None in a cluster that does not have their kind. */
  private List<EsgInstance> instancesIfServed() {
    try {
      return instances();
    } catch (KubernetesClientException fault) {
      if (fault.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return List.of();
      }
      throw fault;
    }
  }

  private <T> List<T> list(String kinds, Supplier<List<T>> listing) throws BadInputException {
    try {
      return listing.get();
    } catch (KubernetesClientException fault) {
      throw Refusal.of(client, "list " + kinds + " in all namespaces", fault);
    }
  }
}
