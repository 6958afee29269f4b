package io.esgoperator.live;

import io.esgoperator.netpol.world.PolicyEngine;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What enforces the policies of a cluster, as far as it shows. Cilium's agent writes a CiliumNode
 * for its node; these stay when Cilium is taken away, and its pods do not. Cilium's own policies
 * show less: some clusters run Cilium and serve none (GKE's Dataplane V2).
 */
public final class ServedEngine {
  private static final String VERSION = "cilium.io/v2";
  private static final String NODE = "CiliumNode";

  private ServedEngine() {}

  /**
   * Asks for it.
   *
   * @param objects of the cluster: its nodes and pods
   * @return Unknown also where the CiliumNodes may not be listed
   */
  public static PolicyEngine of(
      KubernetesClient client, Collection<? extends HasMetadata> objects) {
    if (!Discovery.of(client).serves(VERSION, NODE)) {
      return PolicyEngine.Other;
    }
    try {
      return of(
          names(objects, Node.class),
          PagedList.of(
                  client.genericKubernetesResources(
                      new ResourceDefinitionContext.Builder()
                          .withGroup("cilium.io")
                          .withVersion("v2")
                          .withKind(NODE)
                          .withPlural("ciliumnodes")
                          .withNamespaced(false)
                          .build()))
              .map(node -> node.getMetadata().getName())
              .collect(Collectors.toSet()),
          objects.stream().anyMatch(ServedEngine::isAgent));
    } catch (KubernetesClientException fault) {
      if (fault.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        return PolicyEngine.Unknown;
      }
      throw fault;
    }
  }

  /**
   * What the cluster's nodes show.
   *
   * @param nodes names of all
   * @param joined names of those that have joined Cilium, and perhaps left it or the cluster
   * @param agentRuns whether a pod of Cilium's agent is there
   */
  static PolicyEngine of(Set<String> nodes, Set<String> joined, boolean agentRuns) {
    if (agentRuns && joined.containsAll(nodes)) {
      return PolicyEngine.Cilium;
    }
    return !agentRuns && nodes.stream().noneMatch(joined::contains)
        ? PolicyEngine.Other
        : PolicyEngine.Unknown;
  }

  private static Set<String> names(
      Collection<? extends HasMetadata> objects, Class<? extends HasMetadata> kind) {
    return objects.stream()
        .filter(kind::isInstance)
        .map(object -> object.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  private static boolean isAgent(HasMetadata object) {
    return object instanceof Pod
        && object.getMetadata().getLabels() != null
        && "cilium".equals(object.getMetadata().getLabels().get("k8s-app"));
  }
}
