package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.Nameserver;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.UncoveredResolver;
import io.esgoperator.catalog.Family;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.policy.ClusterResolver;
import io.esgoperator.policy.DeclaredPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The resolvers that the gateway's pods are told to ask, by what the probe of one round was told.
 * Nodes may differ in them, and a probe stands on one node only: so one that is not told again
 * stays for a day, and a probe that tells none changes nothing.
 *
 * @param addresses sorted; empty where the probe tells none
 * @param uncovered those that the policies close
 */
public record ToldResolvers(List<String> addresses, List<UncoveredResolver> uncovered) {
  static final Duration KEPT = Duration.ofDays(1);
  static final int MOST = 8;

  public static ToldResolvers none() {
    return new ToldResolvers(List.of(), List.of());
  }

  /**
   * Reads what the gateway's probe was told.
   *
   * @param policies on the gateway, as they stood in the round
   * @param expected whether they should have had an address by then
   */
  public static ToldResolvers of(
      JobOutcome outbound, PodPolicies policies, Predicate<String> expected) {
    if (!(outbound instanceof JobOutcome.Reported reported)) {
      return none();
    }
    List<String> told = ClusterResolver.at(reported.report().nameservers()).addresses();
    return new ToldResolvers(
        told, UncoveredResolver.among(told.stream().filter(expected).toList(), policies));
  }

  /**
   * Addresses of a status that may stand in a policy: those of single servers, {@link #MOST} at
   * most. Others than the operator may have written them.
   */
  public static List<String> believed(List<Nameserver> known) {
    return ClusterResolver.at(
            known.stream().map(Nameserver::address).filter(Objects::nonNull).limit(MOST).toList())
        .addresses();
  }

  /** What is known after the round: beyond {@link #MOST}, what was not told for longest goes. */
  List<Nameserver> and(List<Nameserver> before, Instant now) {
    if (addresses.isEmpty()) {
      return before;
    }
    return Stream.concat(
            addresses.stream().map(address -> new Nameserver(address, now.toString())),
            before.stream()
                .filter(one -> !addresses.contains(one.address()))
                .filter(one -> now.isBefore(Instant.parse(one.seen()).plus(KEPT)))
                .sorted(Comparator.comparing(Nameserver::seen).reversed()))
        .limit(MOST)
        .sorted(Comparator.comparing(Nameserver::address))
        .toList();
  }

  /** The judgement on a path, and who is missing on it. */
  Judgement noted(DeclaredPath declared, Family family, Judgement judgement) {
    return judgement.with(
        uncovered.stream()
            .filter(resolver -> resolver.concerns(declared, family))
            .map(resolver -> " " + resolver.sentence())
            .collect(Collectors.joining()));
  }
}
