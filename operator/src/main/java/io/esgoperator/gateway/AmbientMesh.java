package io.esgoperator.gateway;

import io.esgoperator.model.Application;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Impact;
import io.esgoperator.model.Path;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/**
 * Istio's ambient mode: the node's ztunnel takes the connections of a pod, and carries those
 * between pods of the mesh by HBONE, whatever their port is (istio/istio#52742). Policies see that
 * port alone.
 */
public final class AmbientMesh {
  /** The label of a pod or namespace that turns it on and off. */
  public static final String MODE = "istio.io/dataplane-mode";

  /** The value of a pod that stays out. */
  public static final String OFF = "none";

  /** Istio's CNI plugin marks the pods whose connections ztunnel takes. */
  public static final String REDIRECTION = "ambient.istio.io/redirection";

  private static final String ON = "ambient";
  private static final int HBONE = 15_008;

  /** What peers in the mesh send to the gateway. */
  public static final Path ARRIVING =
      path(
          Direction.Inbound,
          "The gateway is in Istio's ambient mesh, so what pods of the mesh send to it arrives at TCP 15008 and is lost: declare 15008 inbound from them in spec.additionalPaths, which lets the mesh reach every port of the gateway, or label the gateway's pods istio.io/dataplane-mode: none.");

  /** What the gateway sends to peers in the mesh. */
  public static final Path LEAVING =
      path(
          Direction.Outbound,
          "The gateway is in Istio's ambient mesh, so what it sends to pods of the mesh leaves to TCP 15008 and is lost: declare 15008 outbound to them in spec.additionalPaths, or label the gateway's pods istio.io/dataplane-mode: none.");

  private AmbientMesh() {}

  private static Path path(Direction direction, String consequence) {
    return new Path(
        "istio-hbone",
        direction,
        Transport.TCP,
        HBONE,
        Application.None,
        Requirement.Optional,
        Impact.Degrades,
        consequence);
  }

  /** Whether a pod of the cluster is in it. */
  public static boolean has(Pod pod) {
    return "enabled".equals(of(pod.getMetadata().getAnnotations()).get(REDIRECTION))
        || has(of(pod.getMetadata().getLabels()), Map.of());
  }

  /** Whether a pod with these labels will be in it; its own label counts before the namespace's. */
  public static boolean has(Map<String, String> pod, Map<String, String> namespace) {
    return ON.equals(pod.getOrDefault(MODE, namespace.get(MODE)));
  }

  private static Map<String, String> of(Map<String, String> some) {
    return Optional.ofNullable(some).orElseGet(Map::of);
  }
}
