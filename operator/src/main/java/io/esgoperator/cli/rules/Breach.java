package io.esgoperator.cli.rules;

import io.esgoperator.manifest.Place;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Two ends between which a rule does not hold.
 *
 * @param decision that breaks it; Unclear holds no rule
 * @param ports with that decision
 * @param example of its connections: an end and an end
 */
record Breach(
    String from,
    String to,
    List<Family> families,
    Decision decision,
    List<PortSpan> ports,
    List<Reason> reasons,
    List<Endpoint> example) {

  /** A policy's part in it; its place is null where it is not in a file. */
  record Reason(String text, Place place) {
    @Override
    public String toString() {
      return text + (place == null ? "" : " (" + place + ")");
    }
  }

  /** One of its connections. */
  Connection connection() {
    return connection(ports.get(0));
  }

  Connection connection(PortSpan span) {
    return new Connection(
        example.get(0), example.get(1), span.protocol(), span.ports().first(), families.get(0));
  }

  Breach with(Collection<Reason> found) {
    return new Breach(from, to, families, decision, ports, List.copyOf(found), example);
  }

  String family() {
    return families.size() > 1 ? "both families" : families.get(0).name();
  }

  /** The first of the places of its reasons; null where none has one. */
  Place place() {
    return reasons.stream().map(Reason::place).filter(Objects::nonNull).findFirst().orElse(null);
  }
}
