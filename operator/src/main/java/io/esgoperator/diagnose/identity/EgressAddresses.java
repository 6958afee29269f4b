package io.esgoperator.diagnose.identity;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.WorldAddresses;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Durations;
import io.esgoperator.probe.PathReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses by which the gateway leaves, as the servers that it asks tell them: mail servers in
 * their answer to EHLO, and the reflectors that the spec names. A network address translation may
 * use several in turn, and each node its own, so an address that is not told again stays until each
 * node had its round.
 *
 * @param spec of now
 * @param nodes on which the gateway has ready pods
 */
public record EgressAddresses(EsgInstanceSpec spec, int nodes) {
  private static final int ROUNDS_KEPT = 3;

  private static final Duration KEPT = Duration.ofMinutes(30);

  /** Addresses of a status. */
  static final int MOST = 16;

  /** Servers named for an address. */
  private static final int MOST_SERVERS = 4;

  private static final WorldAddresses WORLD = new WorldAddresses();

  /**
   * The known addresses after a pass, sorted by text.
   *
   * @param round that ended in this pass, if one did
   */
  public List<EgressAddress> after(
      List<EgressAddress> before, Optional<FinishedRound> round, Instant now) {
    Map<String, List<Sighting>> seen =
        round.stream()
            .flatMap(EgressAddresses::sightings)
            .filter(sighting -> isOfTheWorld(sighting.address(), spec))
            .collect(Collectors.groupingBy(Sighting::address, TreeMap::new, Collectors.toList()));
    return Stream.concat(
            seen.entrySet().stream()
                .map(entry -> address(entry.getKey(), entry.getValue(), before, now)),
            before.stream()
                .filter(one -> !seen.containsKey(one.address()))
                .filter(one -> now.isBefore(one.seen().plus(kept())))
                .sorted(Comparator.comparing(EgressAddress::seen).reversed()))
        .limit(MOST)
        .sorted(Comparator.comparing(EgressAddress::address))
        .toList();
  }

  private Duration kept() {
    Duration rounds =
        Durations.parse(spec.probe().interval()).multipliedBy(Math.max(ROUNDS_KEPT, nodes + 1));
    return rounds.compareTo(KEPT) > 0 ? rounds : KEPT;
  }

  /** A server inside sees a client by an address that the world never sees. */
  static boolean isOfTheWorld(String literal, EsgInstanceSpec spec) {
    return WORLD.test(Cidr.literal(literal)) || spec.egress().isExpected(literal);
  }

  private static EgressAddress address(
      String address, List<Sighting> sightings, List<EgressAddress> before, Instant now) {
    return new EgressAddress(
        address,
        sightings.stream().map(Sighting::path).distinct().toList(),
        sightings.stream().map(Sighting::server).distinct().limit(MOST_SERVERS).toList(),
        before.stream()
            .filter(one -> one.address().equals(address))
            .map(EgressAddress::since)
            .findFirst()
            .orElse(now),
        now);
  }

  private static Stream<Sighting> sightings(FinishedRound round) {
    return round.outbound() instanceof JobOutcome.Reported reported
        ? reported.report().paths().stream()
            .flatMap(
                row ->
                    row.told().entrySet().stream()
                        .filter(told -> told.getValue().client() != null)
                        .sorted(Map.Entry.comparingByKey())
                        .map(
                            told ->
                                new Sighting(
                                    told.getValue().client(),
                                    row.path(),
                                    PathReport.hostOf(told.getKey()))))
        : Stream.empty();
  }

  /** A server that sees the gateway by an address. */
  private record Sighting(String address, String path, String server) {}
}
