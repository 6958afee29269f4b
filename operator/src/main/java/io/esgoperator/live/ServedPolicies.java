package io.esgoperator.live;

import io.esgoperator.netpol.read.PolicyKinds;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Listable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies that the API server serves beside NetworkPolicies. */
public final class ServedPolicies {
  private ServedPolicies() {}

  /**
   * Each kind once, in the version that the API server prefers. One request lists the groups; only
   * groups that may have such policies cost another one.
   */
  public static List<ResourceDefinitionContext> kinds(Discovery discovery) {
    Map<String, ResourceDefinitionContext> kinds = new LinkedHashMap<>();
    discovery.groups().stream()
        .filter(group -> PolicyKinds.isGroup(group.getName()))
        .sorted(Comparator.comparing(APIGroup::getName))
        .flatMap(group -> group.getVersions().stream())
        .map(GroupVersionForDiscovery::getGroupVersion)
        .forEach(
            version ->
                discovery.resources(version).stream()
                    .filter(resource -> !isPartOfAnother(resource))
                    .filter(resource -> PolicyKinds.isOne(version, resource.getKind()))
                    .map(resource -> ResourceDefinitionContext.fromApiResource(version, resource))
                    .forEach(kind -> kinds.putIfAbsent(objects(kind), kind)));
    return List.copyOf(kinds.values());
  }

  /** All of a kind in a namespace. */
  public static List<GenericKubernetesResource> list(
      KubernetesClient client, ResourceDefinitionContext kind, String namespace) {
    return named(kind, client.genericKubernetesResources(kind).inNamespace(namespace));
  }

  /** All of a kind. */
  public static List<GenericKubernetesResource> list(
      KubernetesClient client, ResourceDefinitionContext kind) {
    return named(kind, client.genericKubernetesResources(kind).inAnyNamespace());
  }

  /** Whether some objects of a kind, or all, concern pods of every namespace. */
  public static boolean reachesOut(ResourceDefinitionContext kind) {
    return !kind.isNamespaceScoped() || PolicyKinds.reachesOut(version(kind), kind.getKind());
  }

  /** Those that do. */
  public static List<GenericKubernetesResource> reachingOut(
      KubernetesClient client, ResourceDefinitionContext kind) {
    return PolicyKinds.rootNamespace(version(kind), kind.getKind())
        .map(namespace -> list(client, kind, namespace))
        .orElseGet(() -> list(client, kind));
  }

  /** Whether the rules of a kind's objects are read, too, so that none may be left out. */
  public static boolean isEvaluated(ResourceDefinitionContext kind) {
    return PolicyKinds.isEvaluated(version(kind), kind.getKind());
  }

  /** Fills in the kind: not every API server names it in each item of a list. */
  private static List<GenericKubernetesResource> named(
      ResourceDefinitionContext kind, Listable<GenericKubernetesResourceList> place) {
    List<GenericKubernetesResource> items = PagedList.of(place).toList();
    items.forEach(
        item -> {
          item.setApiVersion(version(kind));
          item.setKind(kind.getKind());
        });
    return items;
  }

  private static String version(ResourceDefinitionContext kind) {
    return kind.getGroup() + "/" + kind.getVersion();
  }

  private static boolean isPartOfAnother(APIResource resource) {
    return resource.getName().contains("/");
  }

  /**
   * Calico's API server shows the objects of crd.projectcalico.org a second time and wants
   * permissions of its own for that. The group crd.projectcalico.org is taken, which sorts first.
   */
  private static String objects(ResourceDefinitionContext kind) {
    return kind.getGroup().replaceFirst("^crd\\.projectcalico\\.", "projectcalico.")
        + " "
        + kind.getKind();
  }
}
