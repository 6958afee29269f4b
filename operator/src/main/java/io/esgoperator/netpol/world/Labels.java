package io.esgoperator.netpol.world;

import java.util.Map;

/**
 * Labels of a pod, a namespace or a node.
 *
 * @param complete whether {@code known} are all of them
 */
public record Labels(Map<String, String> known, boolean complete) {
  public Labels {
    known = Map.copyOf(known);
  }

  public static Labels of(Map<String, String> all) {
    return new Labels(all, true);
  }

  /** Some of the labels; there may be more. */
  public static Labels partly(Map<String, String> some) {
    return new Labels(some, false);
  }
}
