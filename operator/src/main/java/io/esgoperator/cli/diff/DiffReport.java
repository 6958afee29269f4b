package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.PeerPart;
import io.esgoperator.cli.report.EngineHint;
import io.esgoperator.cli.report.RulingText;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.List;
import java.util.stream.Stream;

/**
 * What changes from one moment to another.
 *
 * @param gateways the instances that change, by name
 * @param idle changed policies of which it is not known what they do
 * @param dependsOnEngine whether more is clear at one of the moments with a known engine
 */
record DiffReport(
    List<GatewayChanges> gateways,
    WorkloadChanges workloads,
    List<Written> idle,
    boolean dependsOnEngine) {

  enum State {
    changed,
    added,
    removed
  }

  /** The changes of one gateway; no lines where it is added or removed. */
  record GatewayChanges(String instance, State state, List<GatewayLine> lines) {}

  /** A change between a gateway and some peers, with the ruling after it. */
  record GatewayLine(
      DecisionChange decision,
      Direction direction,
      List<Protocol> protocols,
      PortRange ports,
      List<PeerPart> peers,
      RulingText ruling) {}

  /** The changes between any workloads, those added and removed among them, and the outside. */
  record WorkloadChanges(
      EndNames names, List<String> added, List<String> removed, List<WorkloadLine> lines) {
    boolean isEmpty() {
      return added.isEmpty() && removed.isEmpty() && lines.isEmpty();
    }
  }

  /** A change between some ends and others; only is the family, or null for all that both have. */
  record WorkloadLine(DecisionChange decision, List<PortSpan> ports, Family only, EndFold ends) {}

  /** How more becomes clear; empty where there is none. */
  String hint() {
    return EngineHint.of(dependsOnEngine && isUnclear());
  }

  /** Whether a connection was unclear, or is. */
  private boolean isUnclear() {
    return Stream.concat(
            gateways.stream().flatMap(one -> one.lines().stream()).map(GatewayLine::decision),
            workloads.lines().stream().map(WorkloadLine::decision))
        .anyMatch(DecisionChange::isDoubt);
  }

  /** Whether it is known of nothing that it opens or closes. */
  boolean isNothingKnown() {
    return gateways.isEmpty() && workloads.isEmpty();
  }

  /** Whether it is known that nothing opens, and nothing closes. */
  boolean isEmpty() {
    return isNothingKnown() && idle.isEmpty();
  }
}
