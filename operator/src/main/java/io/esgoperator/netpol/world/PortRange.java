package io.esgoperator.netpol.world;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Consecutive ports, both ends included.
 *
 * @param first 1 to 65535
 * @param last not below the first
 */
public record PortRange(int first, int last) {
  private static final int LAST = 65_535;

  public static final PortRange EVERY = new PortRange(1, LAST);

  public PortRange {
    if (first < 1 || last > LAST || first > last) {
      throw new IllegalArgumentException(first + " to " + last + " are no ports");
    }
  }

  /** All ports, split where a range begins; a start that is no port counts for nothing. */
  public static List<PortRange> startingAt(Collection<Integer> starts) {
    TreeSet<Integer> ordered = new TreeSet<>(starts);
    ordered.add(1);
    List<PortRange> ranges = new ArrayList<>();
    for (int start : ordered.subSet(1, true, LAST, true)) {
      Integer next = ordered.higher(start);
      ranges.add(new PortRange(start, next == null || next > LAST ? LAST : next - 1));
    }
    return ranges;
  }

  public boolean contains(int port) {
    return first <= port && port <= last;
  }

  /** Whether the other one begins where this one ends. */
  public boolean touches(PortRange next) {
    return last + 1 == next.first;
  }

  /** From the first port of this one to the last one of the other. */
  public PortRange through(PortRange next) {
    return new PortRange(first, next.last);
  }

  @Override
  public String toString() {
    if (equals(EVERY)) {
      return "every port";
    }
    return first == last ? String.valueOf(first) : first + " to " + last;
  }
}
