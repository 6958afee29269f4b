package io.esgoperator.netpol.world;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Labels of a pod, a namespace or a node.
 *
 * @param complete whether {@code known} and {@code open} are all of them
 * @param open those that may be there, with any value
 */
public record Labels(Map<String, String> known, boolean complete, Set<String> open) {
  public Labels {
    known = Map.copyOf(known);
    Set<String> others = new TreeSet<>(open);
    others.removeAll(known.keySet());
    open = Set.copyOf(others);
  }

  public static Labels of(Map<String, String> all) {
    return new Labels(all, true, Set.of());
  }

  /** Some of the labels; there may be more. */
  public static Labels partly(Map<String, String> some) {
    return new Labels(some, false, Set.of());
  }

  /** Whether it is not known if the label is there, or with which value. */
  public boolean isOpen(String key) {
    return !known.containsKey(key) && (!complete || open.contains(key));
  }
}
