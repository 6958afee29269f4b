package io.esgoperator.probe.run;

import io.esgoperator.model.Family;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.RoundTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges one path in one family. It asks the first peer once. Without an answer after a pause, it
 * asks that peer and an unrelated second one again, so that neither a lost packet nor one broken
 * server looks like a closed path.
 *
 * @param prober speaks the path's protocol
 * @param inspectors ask additional servers
 * @param pause between the tries
 * @param turns of all paths
 * @param replies of all paths
 */
record PathProbe(
    Prober prober,
    Inspectors inspectors,
    Duration timeout,
    Duration pause,
    Executor executor,
    LongSupplier nanoTime,
    Turns turns,
    FirstReplies replies) {
  private static final int PEERS = 2;

  /** A canary answers at once; a rejection may show only when the kernel asks again, after 1 s. */
  private static final Duration AT_HAND = Duration.ofMillis(1_300);

  /** Findings that a longer wait may change. */
  private static final Set<Finding> SLOW_OR_HELD =
      EnumSet.of(
          Finding.FellSilent,
          Finding.Held,
          Finding.HeldMidWord,
          Finding.HandshakeStalled,
          Finding.HandshakeUnfinished);

  private static final Comparator<Exchange> MOST_TELLING =
      Comparator.comparing(exchange -> exchange.result().finding());

  /**
   * Asks and judges.
   *
   * @param targets of one family, unrelated ones first
   */
  PathReport judge(ProbePlan.PlannedPath path, Family family, List<ProbeTarget> targets) {
    Inspection inspection = path.inspection();
    List<CompletableFuture<Exchange>> dead = new ArrayList<>();
    List<Exchange> exchanges =
        askPeers(
            path,
            targets,
            patience ->
                of(inspection.dead(), family)
                    .map(target -> started(() -> exchange(prober, target, patience)))
                    .forEach(dead::add));
    Exchange telling = Collections.min(exchanges, MOST_TELLING);
    Optional<Exchange> reflection = reflection(telling, path, family);
    Exchange worst =
        Stream.of(
                Optional.of(telling).filter(exchange -> !exchange.result().answered()),
                forOthers(dead),
                inspection.expects(Trait.Unrelated)
                    ? Exchange.ofOneMark(exchanges)
                    : Optional.<Exchange>empty(),
                reflection.filter(exchange -> exchange.result().finding() == Finding.EgressDiffers),
                rateLimited(telling, of(inspection.burst(), family)))
            .flatMap(Optional::stream)
            .min(MOST_TELLING)
            .orElseGet(() -> reflection.map(telling::noting).orElse(telling));
    return report(path, family, worst, exchanges)
        .telling(
            worst.result().answered()
                ? Exchange.told(path.port(), Stream.concat(exchanges.stream(), reflection.stream()))
                : Map.of());
  }

  /**
   * One peer after the other, and the look at an unused address last: each of them counts where
   * connections are limited.
   */
  private List<Exchange> askPeers(
      ProbePlan.PlannedPath path, List<ProbeTarget> targets, Consumer<Duration> look) {
    List<ProbeTarget> peers = targets.stream().limit(PEERS).toList();
    boolean datagrams = LateRefusals.isUdp(path);
    Duration patience = datagrams ? pause.dividedBy(2) : pause;
    List<CompletableFuture<Exchange>> asked = new ArrayList<>();
    asked.add(asking(peers.get(0), timeout));
    boolean answered = isAnswered(asked.get(0), patience);
    List<ProbeTarget> next =
        !answered
            ? peers
            : path.inspection().expects(Trait.Unrelated)
                ? peers.subList(1, peers.size())
                : List.of();
    Duration rest = datagrams && !answered ? RoundTime.rest(timeout, patience) : timeout;
    next.stream().map(peer -> asking(peer, rest)).forEach(asked::add);
    look.accept(
        RoundTime.onTheWay(
            answered
                ? asked.stream().mapToLong(peer -> peer.join().millis()).max()
                : OptionalLong.empty()));
    List<Exchange> exchanges =
        asked.stream()
            .map(CompletableFuture::join)
            .collect(Collectors.toCollection(ArrayList::new));
    if (SLOW_OR_HELD.contains(Collections.min(exchanges, MOST_TELLING).result().finding())) {
      peers.stream()
          .map(peer -> asking(peer, timeout.multipliedBy(RoundTime.PATIENCE)))
          .toList()
          .forEach(pending -> exchanges.add(pending.join()));
    }
    return exchanges;
  }

  /**
   * A refusal comes at once, and a pause comes after it: the kernel sends one ICMP error a second.
   *
   * @param patience of a peer that is silent; less for datagrams, which wait for no greeting
   */
  private boolean isAnswered(CompletableFuture<Exchange> first, Duration patience) {
    long end = nanoTime.getAsLong() + pause.toNanos();
    boolean answered =
        first
            .thenApply(exchange -> exchange.result().answered())
            .completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS)
            .join();
    if (!answered && first.isDone()) {
      sleep(Duration.ofNanos(end - nanoTime.getAsLong()));
    }
    return answered;
  }

  /**
   * Asks a peer that the policy closes until it is closed: a network plugin needs time to apply a
   * policy to a new pod.
   *
   * @param isOpen runs each time that it is open
   */
  PathReport untilClosed(
      ProbePlan.PlannedPath path, Family family, ProbeTarget target, Runnable isOpen) {
    List<Exchange> exchanges = new ArrayList<>();
    exchanges.add(near(path, target));
    while (exchanges.size() < RoundTime.SETTLING
        && exchanges.get(exchanges.size() - 1).result().finding().connected()) {
      isOpen.run();
      sleep(RoundTime.pauseAfter(exchanges.size(), pause));
      exchanges.add(near(path, target));
    }
    Exchange last = exchanges.get(exchanges.size() - 1);
    return report(path, family, path.closed() ? last : fromElsewhere(last), exchanges);
  }

  private Exchange near(ProbePlan.PlannedPath path, ProbeTarget target) {
    return exchange(prober, target, path.closed() ? AT_HAND : RoundTime.NEAR);
  }

  /** The path is open to other sources than this probe. */
  private static Exchange fromElsewhere(Exchange exchange) {
    Finding finding = exchange.result().finding();
    return finding.isFault()
        ? exchange
        : exchange.with(
            finding.connected() ? Finding.SourceNotRestricted : Finding.SourceRestricted,
            finding + ": " + exchange.result().evidence());
  }

  private static Optional<Exchange> forOthers(List<CompletableFuture<Exchange>> dead) {
    return dead.stream()
        .map(CompletableFuture::join)
        .filter(exchange -> exchange.result().finding().connected())
        .map(
            exchange ->
                exchange.with(
                    exchange.result().finding().spoke()
                        ? Finding.AnswersForOthers
                        : Finding.ConnectsForOthers,
                    exchange.result().finding() + ": " + exchange.result().evidence()))
        .findFirst();
  }

  /** A path that is not open has more important evidence already. */
  private Optional<Exchange> reflection(
      Exchange telling, ProbePlan.PlannedPath path, Family family) {
    Inspection.Reflector reflector = path.inspection().reflector();
    return of(reflector.servers(), family)
        .filter(server -> telling.result().answered())
        .findFirst()
        .map(
            server ->
                exchange(
                    inspectors.reflection().apply(path.application(), reflector.name()),
                    server,
                    timeout.multipliedBy(RoundTime.REFLECTING)));
  }

  private Optional<Exchange> rateLimited(Exchange telling, Stream<ProbeTarget> servers) {
    return servers
        .filter(server -> telling.result().answered())
        .map(server -> exchange(inspectors.burst(), server, timeout))
        .filter(exchange -> exchange.result().finding() == Finding.RateLimited)
        .findFirst();
  }

  private static PathReport report(
      ProbePlan.PlannedPath path, Family family, Exchange telling, List<Exchange> exchanges) {
    return new PathReport(
        path.name(),
        family,
        telling.result().finding(),
        telling.target().describe(path.port()),
        telling.millis(),
        exchanges.size(),
        Exchange.hosts(telling.result().finding(), exchanges),
        telling.result().evidence() + failing(telling, exchanges));
  }

  /**
   * The peer that failed where another one answered. The path is open; the user may want to know.
   */
  private static String failing(Exchange telling, List<Exchange> exchanges) {
    return exchanges.stream()
        .filter(exchange -> telling.result().answered() && !exchange.result().answered())
        .map(exchange -> exchange.target().host())
        .filter(host -> !host.equals(telling.target().host()))
        .findFirst()
        .map(host -> "; " + host + " did not, so it may be down")
        .orElse("");
  }

  private static Stream<ProbeTarget> of(List<ProbePlan.Peer> peers, Family family) {
    return peers.stream().filter(peer -> peer.family() == family).map(ProbeTarget::of);
  }

  private CompletableFuture<Exchange> asking(ProbeTarget target, Duration patience) {
    return started(() -> Exchange.of(prober, target, patience, nanoTime, turns, replies));
  }

  private CompletableFuture<Exchange> started(Supplier<Exchange> exchange) {
    return CompletableFuture.supplyAsync(exchange, executor);
  }

  private Exchange exchange(Prober how, ProbeTarget target, Duration patience) {
    return replies.from(Exchange.of(how, target, patience, nanoTime));
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(Math.max(0, time.toMillis()));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
