package io.esgoperator.cli.diff;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.world.AddressRange;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * An end of connections before and after: pods that policies treat alike in each, or addresses.
 *
 * @param pods by their workload; empty for addresses
 * @param before null where the pods are new
 * @param after null where the pods are gone
 * @param addresses null for pods
 * @param isSamePods whether each of the pods has its name before and after
 */
record ComparedEnd(
    Map<String, List<String>> pods,
    EndGroup before,
    EndGroup after,
    AddressRange addresses,
    boolean isSamePods) {

  boolean isOutside() {
    return addresses != null;
  }

  /** Whether it is one pod, which always reaches itself. */
  boolean isOnePod() {
    List<String> names = names();
    return names.size() == 1 && names.get(0).startsWith("Pod ");
  }

  List<String> names() {
    return pods.values().stream().flatMap(Collection::stream).distinct().toList();
  }

  /**
   * Whether its connections of a family can be compared: not where its addresses are known at one
   * moment alone, and have none of it.
   */
  boolean isComparable(Family family) {
    return before == null
        || after == null
        || before.mayHave(family) == after.mayHave(family)
        || before.example().addresses().isEmpty() == after.example().addresses().isEmpty();
  }

  boolean mayHave(Family family) {
    return before != null && before.mayHave(family) || after != null && after.mayHave(family);
  }
}
