package io.esgoperator.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.input.Kubeconfig;
import io.esgoperator.cli.input.Refusal;
import io.esgoperator.gateway.Names;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.Listing;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The instances that an API server holds; a null namespace stands for all. */
record ServedInstances(KubernetesClient client, String namespace) {
  private static final ResourceDefinitionContext KIND =
      ResourceDefinitionContext.fromResourceType(EsgInstance.class);

  /** No connection, too many requests, or a fault of the server. */
  private static final IntPredicate PASSING =
      code -> code == 0 || code == 429 || code >= HttpURLConnection.HTTP_INTERNAL_ERROR;

  /** Instances that a sentence names. */
  private static final int NAMED = 5;

  ServedInstances everywhere() {
    return new ServedInstances(client, null);
  }

  /** One instance, or with a null name all of them by namespace and name; refused where none is. */
  List<ServedInstance> read(String name) throws BadInputException {
    return name == null ? all() : List.of(one(name));
  }

  ServedInstance one(String name) throws BadInputException {
    try {
      return found(name);
    } catch (KubernetesClientException fault) {
      throw refused("get", fault);
    }
  }

  /** The same while it is waited for: empty while the API server is out of order. */
  Optional<ServedInstance> glimpse(String name) throws BadInputException {
    try {
      return Optional.of(found(name));
    } catch (KubernetesClientException fault) {
      if (PASSING.test(fault.getCode())) {
        return Optional.empty();
      }
      throw refused("get", fault);
    }
  }

  private ServedInstance found(String name) throws BadInputException {
    GenericKubernetesResource found = named(name).get();
    // Without the custom resource the API server answers the same 404: the list tells them apart.
    return found == null ? missing(name) : read(found);
  }

  private List<ServedInstance> all() throws BadInputException {
    List<ServedInstance> all = listed();
    if (all.isEmpty()) {
      throw new BadInputException(Kubeconfig.where(client), none());
    }
    return all;
  }

  private List<ServedInstance> listed() throws BadInputException {
    try {
      return read(
          namespace == null
              ? client.genericKubernetesResources(KIND).inAnyNamespace().list().getItems()
              : client.genericKubernetesResources(KIND).inNamespace(namespace).list().getItems());
    } catch (KubernetesClientException fault) {
      throw refused("list", fault);
    }
  }

  private String none() {
    return namespace == null
        ? "has no EsgInstance: apply one, such as config/samples/minimal.yaml."
        : "has no EsgInstance in namespace %s: write another one behind -n, or -A for all."
            .formatted(namespace);
  }

  private ServedInstance missing(String name) throws BadInputException {
    List<String> others = listed().stream().map(ServedInstance::name).toList();
    throw new BadInputException(
        Kubeconfig.where(client),
        others.isEmpty()
            ? none()
            : "has no EsgInstance %s in namespace %s: write %s."
                .formatted(name, namespace, Listing.of(others, NAMED)));
  }

  /** Asks for a round of probes at once, by a wish that differs from what the annotation says. */
  void ask(String name, String wish) throws BadInputException {
    String patch =
        client
            .getKubernetesSerialization()
            .asJson(Map.of("metadata", Map.of("annotations", Map.of(Names.PROBE_NOW, wish))));
    try {
      named(name).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException fault) {
      throw refused("patch", fault);
    }
  }

  /** The Jobs of an instance's probes; empty where the user may not list Jobs. */
  Optional<List<Job>> jobs(ServedInstance of) {
    try {
      return Optional.of(
          client
              .batch()
              .v1()
              .jobs()
              .inNamespace(of.namespace())
              .withLabel(Names.INSTANCE_UID, of.instance().getMetadata().getUid())
              .list()
              .getItems());
    } catch (KubernetesClientException notAllowed) {
      return Optional.empty();
    }
  }

  /** What a watch follows. */
  Informable<GenericKubernetesResource> watched(String name) {
    if (namespace == null) {
      return client.genericKubernetesResources(KIND).inAnyNamespace();
    }
    return name == null
        ? client.genericKubernetesResources(KIND).inNamespace(namespace)
        : named(name);
  }

  /** What can be read of those that were watched, by namespace and name. */
  List<ServedInstance> read(List<GenericKubernetesResource> found) {
    return found.stream()
        .map(this::read)
        .sorted(Comparator.comparing(ServedInstance::namespace).thenComparing(ServedInstance::name))
        .toList();
  }

  private ServedInstance read(GenericKubernetesResource found) {
    KubernetesSerialization reading = client.getKubernetesSerialization();
    return new ServedInstance(
        reading.convertValue(found, JsonNode.class),
        reading.convertValue(found, EsgInstance.class));
  }

  BadInputException refused(String verb, KubernetesClientException fault) {
    return Refusal.of(
        client,
        verb
            + " esginstances in "
            + (namespace == null ? "all namespaces" : "namespace " + namespace),
        fault);
  }

  private Resource<GenericKubernetesResource> named(String name) {
    return client.genericKubernetesResources(KIND).inNamespace(namespace).withName(name);
  }
}
