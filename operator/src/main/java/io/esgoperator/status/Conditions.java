package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.diagnose.PolicyEnforcement;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.SourceAddress;
import io.esgoperator.model.PlainText;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conditions of a status. A transition time changes only with its condition's status. */
final class Conditions {
  private static final StandingConditions.Said AS_DECLARED =
      new StandingConditions.Said(
          "ProbeAsDeclared", "True", "AsDeclared", "Probes are as spec.probe says.");

  /** Bytes; the API server accepts as many characters. */
  private static final int MESSAGE_LENGTH = 32_768;

  private final Observations seen;
  private final PathSummary paths;

  Conditions(Observations seen, PathSummary paths) {
    this.seen = seen;
    this.paths = paths;
  }

  List<Condition> build() {
    return List.of(
        ready(),
        policyApplied(),
        policyEnforced(),
        pathsOpen(),
        inspectionFree(),
        degraded(),
        peersResolved(),
        sourceAddressKept(),
        probeAsDeclared(),
        operatorInstalled());
  }

  private Condition ready() {
    List<PathStatus> broken = paths.bad().stream().filter(paths::isBreaking).toList();
    if (!seen.policy().applied() && !seen.policy().reason().equals("AuditOnly")) {
      return condition("Ready", "False", seen.policy().reason(), seen.policy().message());
    }
    PolicyEnforcement enforcement = enforcement();
    if (enforcement.status().equals("False")) {
      return condition("Ready", "False", enforcement.reason(), enforcement.message());
    }
    if (!broken.isEmpty()) {
      return condition(
          "Ready",
          "False",
          "PathsClosed",
          "The gateway cannot do its work: " + PathSummary.names(broken) + " not open.");
    }
    if (!paths.unknown().isEmpty()) {
      PathStatus first = paths.unknown().get(0);
      return condition("Ready", "Unknown", first.reason(), first.message());
    }
    return condition("Ready", "True", "PathsProved", "Mail can flow: " + paths.openCount() + ".");
  }

  private Condition policyApplied() {
    return condition(
        "PolicyApplied",
        seen.policy().applied() ? "True" : "False",
        seen.policy().reason(),
        seen.policy().message());
  }

  private Condition policyEnforced() {
    PolicyEnforcement enforcement = enforcement();
    return condition(
        "PolicyEnforced", enforcement.status(), enforcement.reason(), enforcement.message());
  }

  private PolicyEnforcement enforcement() {
    return seen.round().isEmpty() && seen.previous().lastProbe() == null
        ? new PolicyEnforcement(
            "Unknown", PathStatuses.NOT_PROBED_YET, "The first round of probes has not ended yet.")
        : PolicyEnforcement.of(new Canaries(seen).found());
  }

  private Condition pathsOpen() {
    if (!paths.bad().isEmpty()) {
      return condition(
          "PathsOpen", "False", "PathsClosed", "Not open: " + PathSummary.names(paths.bad()) + ".");
    }
    if (!paths.unknown().isEmpty()) {
      return condition(
          "PathsOpen",
          "Unknown",
          paths.unknown().get(0).reason(),
          "Not known: " + PathSummary.names(paths.unknown()) + ".");
    }
    return condition("PathsOpen", "True", "AllOpen", paths.openCount() + ".");
  }

  private Condition inspectionFree() {
    if (!paths.tampered().isEmpty()) {
      return condition(
          "InspectionFree",
          "False",
          paths.tampered().get(0).reason(),
          "Tampered with: " + PathSummary.names(paths.tampered()) + ".");
    }
    if (!seen.instance().getSpec().probe().inspection()) {
      return condition(
          "InspectionFree",
          "Unknown",
          "NotSearched",
          "spec.probe.inspection is false: no path is searched for inspection.");
    }
    return paths.openOutbound().isEmpty()
        ? condition(
            "InspectionFree", "Unknown", "NothingAnswered", "No outbound path answered yet.")
        : condition(
            "InspectionFree",
            "True",
            "NothingFound",
            "No sign of inspection on: " + PathSummary.names(paths.openOutbound()) + ".");
  }

  private Condition degraded() {
    String lost =
        paths.bad().stream()
            .map(PathStatus::consequence)
            .distinct()
            .collect(Collectors.joining(" "));
    return lost.isEmpty()
        ? condition("Degraded", "False", "NothingLost", "No path is known to be closed.")
        : condition("Degraded", "True", "PathsClosed", lost);
  }

  private Condition peersResolved() {
    ResolvedPeers peers = ResolvedPeers.of(seen.hosts(), seen.now());
    return condition("PeersResolved", peers.status(), peers.reason(), peers.message());
  }

  private Condition sourceAddressKept() {
    SourceAddress source =
        SourceAddress.of(seen.gateway(), DeclaredPaths.of(seen.instance().getSpec()));
    return condition("SourceAddressKept", source.status(), source.reason(), source.message());
  }

  private Condition probeAsDeclared() {
    return lacking(AS_DECLARED, Stream.concat(seen.leftOut().stream(), boundOtherwise()).toList());
  }

  private Stream<Shortcoming> boundOtherwise() {
    return paths.rows().stream()
        .filter(row -> ProbePlans.Reason.BoundOtherwise.name().equals(row.reason()))
        .map(row -> new Shortcoming(row.reason(), row.message()))
        .distinct();
  }

  private Condition operatorInstalled() {
    return lacking(StandingConditions.COMPLETE, seen.shortcomings());
  }

  private Condition lacking(StandingConditions.Said good, List<Shortcoming> shortcomings) {
    return shortcomings.isEmpty()
        ? condition(good.type(), good.status(), good.reason(), good.message())
        : condition(
            good.type(),
            "False",
            shortcomings.get(0).reason(),
            shortcomings.stream().map(Shortcoming::message).collect(Collectors.joining(" ")));
  }

  private Condition condition(String type, String status, String reason, String message) {
    String since =
        seen.previous()
            .condition(type)
            .filter(condition -> status.equals(condition.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElse(seen.now().toString());
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason)
        .withMessage(PlainText.line(message, MESSAGE_LENGTH))
        .withLastTransitionTime(since)
        .withObservedGeneration(seen.instance().getMetadata().getGeneration())
        .build();
  }
}
