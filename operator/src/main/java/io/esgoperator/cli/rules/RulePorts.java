package io.esgoperator.cli.rules;

import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.ArrayList;
import java.util.List;

/** The ports that a rule is about; without a range, every port of every protocol. */
record RulePorts(List<Range> ranges) {
  record Range(Protocol protocol, PortRange ports) {}

  /** The parts of spans that are among the ports. */
  List<PortSpan> of(List<PortSpan> spans) {
    if (ranges.isEmpty()) {
      return spans;
    }
    List<PortSpan> own = new ArrayList<>();
    for (PortSpan span : spans) {
      for (Range range : ranges) {
        int first = Math.max(span.ports().first(), range.ports().first());
        int last = Math.min(span.ports().last(), range.ports().last());
        if (span.protocol() == range.protocol() && first <= last) {
          own.add(new PortSpan(span.protocol(), new PortRange(first, last), span.decision()));
        }
      }
    }
    return own;
  }

  /** All of them with one decision. */
  List<PortSpan> all(Decision decision) {
    return of(PortSpan.every(decision));
  }
}
