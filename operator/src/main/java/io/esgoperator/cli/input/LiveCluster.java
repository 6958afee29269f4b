package io.esgoperator.cli.input;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedPolicies;
import io.esgoperator.live.TotalReading;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Written;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the cluster for {@code check --live}; it only lists and changes nothing. */
record LiveCluster(KubernetesClient client, String namespace) {
  private static final List<Class<? extends HasMetadata>> BUILT_IN =
      List.of(Namespace.class, Node.class, Pod.class, Service.class, NetworkPolicy.class);

  private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

  /**
   * Reads the cluster.
   *
   * @param context of the kubeconfig; null for the current one
   * @param namespace of the EsgInstances; null for all
   * @throws BadInputException when a kind cannot be listed, or there is no EsgInstance
   */
  static Manifests read(String context, String namespace) throws BadInputException {
    Config config = Config.autoConfigure(context);
    if (context != null
        && config.getContexts().stream().noneMatch(one -> context.equals(one.getName()))) {
      throw new BadInputException(
          "kubeconfig",
          "has no context %s: kubectl config get-contexts lists them.".formatted(context));
    }
    config.setRequestRetryBackoffLimit(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    try (KubernetesClient client = connected(config)) {
      return new LiveCluster(client, namespace).manifests();
    }
  }

  /**
   * One with the user's certificate.
   *
   * @throws BadInputException when the kubeconfig's certificates or key cannot be used
   */
  static KubernetesClient connected(Config config) throws BadInputException {
    ClientKey.normalize(config);
    try {
      return client(config);
    } catch (RuntimeException fault) {
      throw new BadInputException(
          "kubeconfig",
          "has certificates or a client key that cannot be used (%s): get a new one."
              .formatted(why(fault)));
    }
  }

  /** One that reads everything else where a cluster holds an object that cannot be read. */
  static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(TotalReading.serialization(UnreadObserver.NONE))
        .build();
  }

  Manifests manifests() throws BadInputException {
    List<HasMetadata> all = new ArrayList<>(list("EsgInstances", this::instances));
    if (all.isEmpty()) {
      throw new BadInputException(
          where(), "has no EsgInstance: apply one, such as config/samples/minimal.yaml.");
    }
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
            .toList());
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

  private <T> List<T> list(String kinds, Supplier<List<T>> listing) throws BadInputException {
    try {
      return listing.get();
    } catch (KubernetesClientException fault) {
      throw new BadInputException(where(), reason(kinds, fault));
    }
  }

  private static String reason(String kinds, KubernetesClientException fault) {
    return switch (fault.getCode()) {
      case 401 -> "does not know you: log in again.";
      case 403 -> "you may not list %s in all namespaces: get that permission.".formatted(kinds);
      case 404 -> "does not know %s: install the operator's CRD.".formatted(kinds);
      default ->
          "%s cannot be listed (%s): look at the kubeconfig and its context."
              .formatted(kinds, why(fault));
    };
  }

  private static String why(RuntimeException fault) {
    return fault.getCause() == null ? fault.getMessage() : fault.getCause().getMessage();
  }

  private String where() {
    return "cluster " + client.getMasterUrl();
  }
}
