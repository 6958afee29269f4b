package io.esgoperator.netpol;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Consecutive ports of a protocol on which the decision is the same. */
public record PortSpan(Protocol protocol, PortRange ports, Decision decision) {
  /** What is done with ports on which each of two lists has one decision. */
  public interface Pairing {
    void of(Protocol protocol, PortRange ports, Decision one, Decision other);
  }

  /** Every port of every protocol, with one decision. */
  public static List<PortSpan> every(Decision decision) {
    return Stream.of(Protocol.values())
        .map(protocol -> new PortSpan(protocol, PortRange.EVERY, decision))
        .toList();
  }

  /** Goes through two lists side by side; both have every port of the same protocols. */
  public static void pair(List<PortSpan> ones, List<PortSpan> others, Pairing pairing) {
    int left = 0;
    int right = 0;
    while (left < ones.size()) {
      PortSpan one = ones.get(left);
      PortSpan other = others.get(right);
      PortRange ports =
          new PortRange(
              Math.max(one.ports.first(), other.ports.first()),
              Math.min(one.ports.last(), other.ports.last()));
      pairing.of(one.protocol, ports, one.decision, other.decision);
      left += ports.last() == one.ports.last() ? 1 : 0;
      right += ports.last() == other.ports.last() ? 1 : 0;
    }
  }

  /** The same spans, of which neighbours with the same decision are one. */
  public static List<PortSpan> joined(List<PortSpan> spans) {
    List<PortSpan> joined = new ArrayList<>();
    spans.forEach(span -> add(joined, span));
    return joined;
  }

  /** Adds a span to ascending ones, in one with the span before it where it continues that one. */
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
