package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.diagnose.identity.AskedNames;
import io.esgoperator.diagnose.identity.EgressAddresses;
import io.esgoperator.diagnose.identity.ShownCertificates;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds the whole status from the observations; the same observations give the same status. */
public final class StatusBuilder {
  private StatusBuilder() {}

  public static EsgInstanceStatus build(Observations seen) {
    List<PathStatus> rows = new PathStatuses(seen).build();
    PathSummary summary = PathSummary.of(seen.instance().getSpec(), rows);
    PolicyRemarks remarks =
        seen.round().map(FinishedRound::remarks).orElseGet(() -> remarks(seen.previous()));
    LastProbe last =
        seen.round()
            .map(round -> lastProbe(round, seen))
            .orElseGet(() -> controlled(seen.previous().lastProbe(), seen));
    List<EgressAddress> egress =
        new EgressAddresses(seen.instance().getSpec(), last == null ? 0 : last.nodes().size())
            .after(seen.previous().egress(), seen.round(), seen.now());
    List<GatewayCertificate> certificates =
        ShownCertificates.after(seen.previous().certificates(), seen.round(), declared(seen));
    GatewayNames names =
        AskedNames.after(
            seen.previous().names(), seen.names(), seen.round(), seen.instance(), seen.now());
    List<Condition> conditions = new Conditions(seen, summary, egress, certificates, names).build();
    return new EsgInstanceStatus(
        seen.instance().getMetadata().getGeneration(),
        summary.openCount(),
        summary.worst(),
        conditions,
        new AtAGlance(rows, new Standing(last, conditions, remarks.openings().size(), egress))
            .lines(),
        last,
        rows,
        seen.policy().names(),
        resolved(seen),
        remarks.openings(),
        remarks.others(),
        seen.instance().getSpec().policy().enforcement() == Enforcement.Audit
            ? remarks.wouldClose()
            : List.of(),
        new Canaries(seen).rows(),
        seen.round()
            .map(round -> round.resolvers().and(seen.previous().nameservers(), seen.now()))
            .orElseGet(() -> seen.previous().nameservers()),
        egress,
        certificates,
        names);
  }

  private static Set<String> declared(Observations seen) {
    return DeclaredPaths.of(seen.instance().getSpec()).stream()
        .map(DeclaredPath::name)
        .collect(Collectors.toSet());
  }

  private static PolicyRemarks remarks(EsgInstanceStatus previous) {
    return new PolicyRemarks(
        previous.undeclaredOpenings(), previous.otherPolicies(), previous.enforceWouldClose());
  }

  /** The names that the policy needs, and those that do not resolve. */
  private static List<ResolvedHost> resolved(Observations seen) {
    Set<String> needed =
        DeclaredPaths.of(seen.instance().getSpec()).stream()
            .flatMap(path -> path.hosts().stream())
            .collect(Collectors.toSet());
    return seen.hosts().hosts().entrySet().stream()
        .filter(host -> needed.contains(host.getKey()) || host.getValue().problem() != null)
        .map(host -> resolved(host.getKey(), host.getValue()))
        .toList();
  }

  private static ResolvedHost resolved(String name, ResolvedHosts.Host host) {
    return new ResolvedHost(
        name,
        host.addresses(),
        host.problem(),
        host.since() == null ? null : host.since().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The time of now is cut to a second: a round may seem to end before it has begun. */
  private static LastProbe lastProbe(FinishedRound round, Observations seen) {
    return new LastProbe(
        round.job(),
        seen.now(),
        Math.max(0, Duration.between(round.started(), seen.now()).toMillis()),
        round.settleMillis(),
        round.specHash(),
        round.requested(),
        null,
        round.part().outbound(),
        round.part().nodes(),
        round.part().firstPod());
  }

  private static LastProbe controlled(LastProbe last, Observations seen) {
    return seen.control().map(control -> last.controlled(control.state())).orElse(last);
  }
}
