package io.esgoperator.cli.connectivity;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.Decision;
import java.util.List;

/**
 * What one end may send to another.
 *
 * @param families with the same result
 * @param decision Allowed or Unclear
 * @param ports on which it is so
 * @param because empty where it is allowed
 * @param byEngine whether it is unclear, and a known engine decides it
 */
record ConnectivityRow(
    LineEnd from,
    LineEnd to,
    List<Family> families,
    Decision decision,
    List<PortSpan> ports,
    String because,
    boolean byEngine) {

  /** One end of a line; outside of the cluster it has networks, and its namespace is null. */
  record LineEnd(String namespace, String name, List<Cidr> networks) {}

  boolean isAllowed() {
    return decision == Decision.Allowed;
  }

  String family() {
    return families.size() > 1 ? "both" : families.get(0).name();
  }
}
