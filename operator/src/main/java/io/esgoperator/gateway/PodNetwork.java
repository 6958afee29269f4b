package io.esgoperator.gateway;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.stream.Stream;

/** The network on which a pod is. */
public final class PodNetwork {
  private PodNetwork() {}

  /** Whether its address is its node's, where no label selects it (projectcalico/calico#4493). */
  public static boolean isOfItsNode(Pod pod) {
    return pod.getSpec() != null && Boolean.TRUE.equals(pod.getSpec().getHostNetwork());
  }

  /** Its literal addresses; none before it has started. */
  public static Stream<String> addresses(Pod pod) {
    return pod.getStatus() == null
        ? Stream.empty()
        : pod.getStatus().getPodIPs().stream().map(PodIP::getIp);
  }
}
