package io.esgoperator.netpol;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.ArrayList;
import java.util.List;

/** Consecutive ports of a protocol on which the decision is the same. */
public record PortSpan(Protocol protocol, PortRange ports, Decision decision) {
  /** The same spans, of which neighbours with the same decision are one. */
  public static List<PortSpan> joined(List<PortSpan> spans) {
    List<PortSpan> joined = new ArrayList<>();
    spans.forEach(span -> add(joined, span));
    return joined;
  }

  /**
   * Adds a span, in one with the span before it where it continues that one.
   *
   * @param spans of ascending ports, protocol by protocol
   */
  static void add(List<PortSpan> spans, PortSpan next) {
    PortSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (last != null
        && last.protocol == next.protocol
        && last.decision == next.decision
        && last.ports.touches(next.ports)) {
      spans.set(
          spans.size() - 1,
          new PortSpan(next.protocol, last.ports.through(next.ports), next.decision));
    } else {
      spans.add(next);
    }
  }
}
