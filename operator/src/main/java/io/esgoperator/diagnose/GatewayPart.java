package io.esgoperator.diagnose;

import io.esgoperator.model.Direction;
import java.util.List;

/**
 * The part of the gateway that a round is about. Each round asks from one of the nodes on which the
 * gateway has ready pods, in turn.
 *
 * @param nodes on which the gateway has ready pods, sorted
 * @param outbound the node of the pod that asked the outbound paths; null where it is not known
 * @param inbound the same of the inbound paths
 * @param pods so many ready pods were asked
 * @param ready so many pods are ready
 * @param firstPod the first of those asked; null where all were
 */
public record GatewayPart(
    List<String> nodes, String outbound, String inbound, int pods, int ready, String firstPod) {
  /** The gateway is on one node. */
  public static final GatewayPart WHOLE = new GatewayPart(List.of(), null, null, 0, 0, null);

  /** The node from which the paths of a direction were asked; null where it is not known. */
  String asking(Direction direction) {
    return direction == Direction.Inbound ? inbound : outbound;
  }

  /** Whether both directions are known to have been asked from one node. */
  boolean isAskedFromOneNode() {
    return outbound != null && outbound.equals(inbound);
  }

  /** A sentence on the pods that were not asked, with a space before it; may be empty. */
  String remark() {
    return pods < ready
        ? " %d of %d gateway pods were asked, the others follow in turn.".formatted(pods, ready)
        : "";
  }
}
