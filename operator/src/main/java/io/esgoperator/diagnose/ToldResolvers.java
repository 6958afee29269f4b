package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.StatusDocument.Nameserver;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.UncoveredResolver;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The DNS servers of the gateway's pods, as reported by the probe of one round. Nodes may have
 * different ones, and a probe runs on one node only. So an address that is not reported again stays
 * for a day, and a probe that reports no resolvers removes none.
 *
 * @param addresses sorted; empty where the probe reports none
 * @param uncovered those that the policies close
 */
public record ToldResolvers(List<String> addresses, List<UncoveredResolver> uncovered) {
  public static final Duration KEPT = Duration.ofDays(1);
  static final int MOST = 8;

  public static ToldResolvers none() {
    return new ToldResolvers(List.of(), List.of());
  }

  /**
   * Reads the resolvers from the report of the gateway's probe.
   *
   * @param policies on the gateway, as they were during the round
   * @param expected whether the policies should have had these addresses by then
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
   * The addresses of a status that are safe in a policy: single servers, at most {@link #MOST}.
   * Other programs may have written the status.
   */
  public static List<String> believed(List<Nameserver> known) {
    return ClusterResolver.at(
            known.stream().map(Nameserver::address).filter(Objects::nonNull).limit(MOST).toList())
        .addresses();
  }

  /**
   * The known resolvers after the round. Beyond {@link #MOST}, those reported longest ago are
   * dropped.
   */
  public List<Nameserver> and(List<Nameserver> before, Instant now) {
    if (addresses.isEmpty()) {
      return before;
    }
    return Stream.concat(
            addresses.stream().map(address -> new Nameserver(address, now)),
            before.stream()
                .filter(one -> !addresses.contains(one.address()))
                .filter(one -> now.isBefore(one.seen().plus(KEPT)))
                .sorted(Comparator.comparing(Nameserver::seen).reversed()))
        .limit(MOST)
        .sorted(Comparator.comparing(Nameserver::address))
        .toList();
  }

  /** The judgement on a path, with the resolvers that the policies do not cover. */
  public Judgement noted(DeclaredPath declared, Family family, Judgement judgement) {
    return judgement.with(
        uncovered.stream()
            .filter(resolver -> resolver.concerns(declared, family))
            .map(resolver -> " " + resolver.sentence())
            .collect(Collectors.joining()));
  }
}
