package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.diagnose.cause.PolicyEnforcement;
import io.esgoperator.diagnose.identity.CertificateTerms;
import io.esgoperator.diagnose.identity.EgressExpectation;
import io.esgoperator.diagnose.identity.NamesInOrder;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.SourceAddress;
import io.esgoperator.gateway.UnboundPods;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.status.StandingConditions.Said;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions of a status.
 *
 * @param egress the addresses by which the gateway leaves
 * @param certificates those that its ports show
 * @param names what the public DNS says; null while it was not asked
 */
record Conditions(
    Observations seen,
    PathSummary paths,
    List<EgressAddress> egress,
    List<GatewayCertificate> certificates,
    GatewayNames names) {
  private static final Said AS_DECLARED =
      new Said(
          ConditionType.ProbeAsDeclared,
          ConditionState.isTrue("AsDeclared", "Probes are as spec.probe says."));

  /** What goes without saying: such a condition stands only while it says something else. */
  private static final Set<String> QUIET =
      Set.of(
          AS_DECLARED.state().reason(),
          StandingConditions.COMPLETE.state().reason(),
          ResolvedPeers.RESOLVED,
          SourceAddress.NOT_EXPOSED,
          EgressExpectation.NONE,
          NamesInOrder.NONE,
          CertificateTerms.NONE,
          CertificateTerms.VALID);

  private static final ConditionState PROBING =
      ConditionState.isUnknown(
          "Probing", "The spec has changed: the first round of probes of it has not ended yet.");

  private static final String HOST_NETWORK =
      "The cluster may enforce policies, but %s The probes of outbound paths leave by the pods' network.";

  List<Condition> build() {
    return Stream.concat(
            Stream.concat(Stream.of(new Said(ConditionType.Ready, ready())), progress().stream()),
            others())
        .filter(said -> !QUIET.contains(said.state().reason()))
        .map(
            said ->
                said.after(
                    seen.previous(), seen.instance().getMetadata().getGeneration(), seen.now()))
        .toList();
  }

  private Stream<Said> others() {
    return Stream.of(
        new Said(ConditionType.PolicyApplied, policyApplied()),
        new Said(ConditionType.PolicyEnforced, policyEnforced()),
        new Said(ConditionType.PathsOpen, pathsOpen()),
        new Said(ConditionType.InspectionFree, inspectionFree()),
        new Said(ConditionType.Degraded, degraded()),
        new Said(ConditionType.PeersResolved, ResolvedPeers.of(seen.hosts(), seen.now())),
        new Said(
            ConditionType.SourceAddressKept,
            SourceAddress.of(seen.gateway(), DeclaredPaths.of(spec()))),
        new Said(ConditionType.EgressAsExpected, egressAsExpected()),
        new Said(ConditionType.NamesInOrder, NamesInOrder.ofDomains(spec(), names, certificates)),
        new Said(ConditionType.NotListed, NamesInOrder.ofLists(spec(), names)),
        new Said(
            ConditionType.CertificatesValid,
            new CertificateTerms(certificates, paths.rows()).at(seen.now())),
        lacking(AS_DECLARED, Stream.concat(seen.leftOut().stream(), boundOtherwise()).toList()),
        lacking(StandingConditions.COMPLETE, seen.shortcomings()));
  }

  /** By kstatus: neither stands once the spec is served and its first round has ended. */
  private Optional<Said> progress() {
    return stalled()
        .map(state -> new Said(ConditionType.Stalled, state))
        .or(() -> awaited().map(state -> new Said(ConditionType.Reconciling, state)));
  }

  private Optional<ConditionState> stalled() {
    return seen.policy().isRefused()
        ? Optional.of(
            ConditionState.isTrue(seen.policy().outcome().name(), seen.policy().message()))
        : seen.heldUp().map(lack -> ConditionState.isTrue(lack.reason(), lack.message()));
  }

  private Optional<ConditionState> awaited() {
    return seen.isProbing() || seen.isUnproved()
        ? Optional.of(
            ConditionState.isTrue(
                PROBING.reason(), "The first round of probes of this spec has not ended yet."))
        : Optional.empty();
  }

  private ConditionState ready() {
    List<PathStatus> broken = paths.bad().stream().filter(paths::isBreaking).toList();
    PolicyState.Outcome policy = seen.policy().outcome();
    if (!seen.policy().isApplied() && policy != PolicyState.Outcome.AuditOnly) {
      return policyApplied();
    }
    ConditionState enforced = policyEnforced();
    if (enforced.status() == ConditionState.Status.False) {
      return enforced;
    }
    if (seen.isProbing()) {
      return PROBING;
    }
    if (!broken.isEmpty()) {
      return ConditionState.isFalse(
          "PathsClosed",
          "The gateway cannot do its work: " + PathSummary.names(broken) + " not open.");
    }
    ConditionState egressAsExpected = egressAsExpected();
    if (spec().egress().required() && egressAsExpected.status() == ConditionState.Status.False) {
      return egressAsExpected;
    }
    if (!paths.unknown().isEmpty()) {
      PathStatus first = paths.unknown().get(0);
      return ConditionState.isUnknown(first.reason().name(), first.message());
    }
    return ConditionState.isTrue("PathsProved", "Mail can flow: " + paths.openCount() + ".");
  }

  private ConditionState egressAsExpected() {
    return EgressExpectation.of(spec().egress(), egress, seen.isUnproved());
  }

  private EsgInstanceSpec spec() {
    return seen.instance().getSpec();
  }

  private ConditionState policyApplied() {
    return new ConditionState(
        seen.policy().isApplied() ? ConditionState.Status.True : ConditionState.Status.False,
        seen.policy().outcome().name(),
        seen.policy().message());
  }

  private ConditionState policyEnforced() {
    return UnboundPods.of(seen.gateway())
        .sentence()
        .map(HOST_NETWORK::formatted)
        .map(sentence -> ConditionState.isFalse("HostNetwork", sentence))
        .orElseGet(this::shownByCanaries);
  }

  private ConditionState shownByCanaries() {
    return seen.isUnproved()
        ? ConditionState.isUnknown(
            Reason.NotProbedYet.name(), "The first round of probes has not ended yet.")
        : PolicyEnforcement.of(new Canaries(seen).found());
  }

  private ConditionState pathsOpen() {
    if (seen.isProbing()) {
      return PROBING;
    }
    if (!paths.bad().isEmpty()) {
      return ConditionState.isFalse(
          "PathsClosed", "Not open: " + PathSummary.names(paths.bad()) + ".");
    }
    if (!paths.unknown().isEmpty()) {
      return ConditionState.isUnknown(
          paths.unknown().get(0).reason().name(),
          "Not known: " + PathSummary.names(paths.unknown()) + ".");
    }
    return ConditionState.isTrue("AllOpen", paths.openCount() + ".");
  }

  private ConditionState inspectionFree() {
    if (!paths.tampered().isEmpty()) {
      return ConditionState.isFalse(
          paths.tampered().get(0).reason().name(),
          "Tampered with: " + PathSummary.names(paths.tampered()) + ".");
    }
    if (!spec().probe().inspection()) {
      return ConditionState.isUnknown(
          "NotSearched", "spec.probe.inspection is false: no path is searched for inspection.");
    }
    return paths.openOutbound().isEmpty()
        ? ConditionState.isUnknown("NothingAnswered", "No outbound path answered yet.")
        : ConditionState.isTrue(
            "NothingFound",
            "No sign of inspection on: " + PathSummary.names(paths.openOutbound()) + ".");
  }

  private ConditionState degraded() {
    String lost =
        paths.bad().stream()
            .map(PathStatus::consequence)
            .distinct()
            .collect(Collectors.joining(" "));
    return lost.isEmpty()
        ? ConditionState.isFalse("NothingLost", "No path is known to be closed.")
        : ConditionState.isTrue("PathsClosed", lost);
  }

  private Stream<Shortcoming> boundOtherwise() {
    return paths.rows().stream()
        .filter(row -> row.reason() == Reason.BoundOtherwise)
        .map(row -> new Shortcoming(row.reason().name(), row.message()))
        .distinct();
  }

  private static Said lacking(Said good, List<Shortcoming> shortcomings) {
    return shortcomings.isEmpty()
        ? good
        : new Said(
            good.type(),
            ConditionState.isFalse(
                shortcomings.get(0).reason(),
                shortcomings.stream().map(Shortcoming::message).collect(Collectors.joining(" "))));
  }
}
