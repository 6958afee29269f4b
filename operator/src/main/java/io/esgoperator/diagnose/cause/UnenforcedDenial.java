package io.esgoperator.diagnose.cause;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbePlan;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An outbound path that answers although a policy of an administrator or of Cilium closes it: the
 * cluster does not implement that kind, or not correctly. NetworkPolicies have canaries instead.
 *
 * @param policy by kind and name
 */
public record UnenforcedDenial(String policy, String path, Family family) {

  /**
   * One for each policy, path and family.
   *
   * @param answers whether a path is known to be open in a family
   */
  public static List<UnenforcedDenial> among(
      EsgInstanceSpec spec,
      ProbePlan plan,
      BiPredicate<String, Family> answers,
      PodPolicies policies) {
    return plan.paths().stream()
        .flatMap(
            path ->
                DeclaredPaths.transport(spec, path.name()).stream()
                    .flatMap(transport -> of(path, transport, answers, policies)))
        .toList();
  }

  /** The policies without those that are known not to be enforced. */
  public static PodPolicies without(List<UnenforcedDenial> denials, PodPolicies policies) {
    Set<String> unenforced =
        denials.stream().map(UnenforcedDenial::policy).collect(Collectors.toSet());
    return unenforced.isEmpty() ? policies : policies.without(unenforced);
  }

  private static Stream<UnenforcedDenial> of(
      ProbePlan.PlannedPath path,
      Transport transport,
      BiPredicate<String, Family> answers,
      PodPolicies policies) {
    return Stream.of(Family.values())
        .filter(family -> answers.test(path.name(), family))
        .flatMap(
            family ->
                denying(readings(path, family, transport, policies))
                    .map(policy -> new UnenforcedDenial(policy, path.name(), family)));
  }

  private static List<StaticReading> readings(
      ProbePlan.PlannedPath path, Family family, Transport transport, PodPolicies policies) {
    return path.peersIn(family)
        .map(peer -> policies.read(Cidr.literal(peer.address()), transport, peer.port()))
        .toList();
  }

  /** Any of the peers may have answered, so only a policy that denies all of them counts. */
  private static Stream<String> denying(List<StaticReading> readings) {
    return readings.stream().allMatch(UnenforcedDenial::isDenied)
        ? readings.stream().flatMap(reading -> reading.policies().stream()).distinct()
        : Stream.empty();
  }

  private static boolean isDenied(StaticReading reading) {
    return reading.kind() == StaticReading.Kind.Closed && !reading.isClosedByNetworkPolicies();
  }

  /** The message for the user. */
  public String sentence() {
    return "%s denies %s over %s, and yet it is open: this cluster does not enforce that policy."
        .formatted(policy, path, family);
  }
}
