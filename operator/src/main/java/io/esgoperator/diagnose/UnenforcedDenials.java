package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.audit.Tier;
import io.esgoperator.catalog.Cidr;
import io.esgoperator.catalog.Family;
import io.esgoperator.catalog.Transport;
import io.esgoperator.policy.DeclaredPaths;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import java.util.List;
import java.util.stream.Stream;

/**
 * Outbound paths that answer although a policy of an administrator denies them: the cluster does
 * not know that kind, or does not do what it says. Of NetworkPolicies the canaries tell.
 */
public final class UnenforcedDenials {
  private UnenforcedDenials() {}

  /** A sentence for each path and family. */
  public static List<String> of(
      EsgInstanceSpec spec, ProbePlan plan, ProbeReport report, PodPolicies policies) {
    return plan.paths().stream()
        .flatMap(
            path ->
                DeclaredPaths.transport(spec, path.name()).stream()
                    .flatMap(transport -> of(path, transport, report, policies)))
        .toList();
  }

  private static Stream<String> of(
      ProbePlan.PlannedPath path, Transport transport, ProbeReport report, PodPolicies policies) {
    return report.on(path.name()).stream()
        .filter(found -> found.finding() == Finding.Answered)
        .map(PathReport::family)
        .flatMap(
            family ->
                denying(readings(path, family, transport, policies))
                    .map(policy -> sentence(policy, path.name(), family)));
  }

  private static List<StaticReading> readings(
      ProbePlan.PlannedPath path, Family family, Transport transport, PodPolicies policies) {
    return path.peers().stream()
        .filter(peer -> Family.ofLiteral(peer.address()) == family)
        .map(peer -> policies.read(Cidr.literal(peer.address()), transport, peer.port()))
        .toList();
  }

  /** Which of the peers answered is not asked, so it has to be denied to all of them. */
  private static Stream<String> denying(List<StaticReading> readings) {
    return readings.stream().allMatch(UnenforcedDenials::isDenied)
        ? readings.stream().flatMap(reading -> reading.policies().stream()).distinct()
        : Stream.empty();
  }

  private static boolean isDenied(StaticReading reading) {
    return reading.kind() == StaticReading.Kind.Closed && reading.tier() != Tier.NetworkPolicy;
  }

  private static String sentence(String policy, String path, Family family) {
    return "%s denies %s over %s, and yet it is open: this cluster does not enforce that policy."
        .formatted(policy, path, family);
  }
}
