package io.esgoperator.probe;

import io.esgoperator.catalog.Family;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Judges one path in one family. The first peer is asked once; when it fails, it and an unrelated
 * second one are asked again at the same time, so that neither a lost packet nor one broken server
 * reads as a closed path.
 *
 * @param pause between the tries
 */
record PathProbe(
    Prober prober, Duration timeout, Duration pause, Executor executor, LongSupplier nanoTime) {
  private static final int PEERS = 2;

  /** What is near answers at once, if ever. */
  private static final Duration NEAR = Duration.ofSeconds(2);

  /** Tries for which a port that the policy keeps closed may still be open to a new pod. */
  private static final int SETTLING = 8;

  /**
   * Many times the timeout for a peer that took the connection: a mail server may greet late on
   * purpose (RFC 5321 section 4.5.3.2.1 grants it five minutes).
   */
  private static final int PATIENCE = 4;

  /** The most telling finding first; what only says that the probe is broken last. */
  private static final List<Finding> TELLING =
      List.of(
          Finding.Answered,
          Finding.ForeignAnswer,
          Finding.Held,
          Finding.ClosedEarly,
          Finding.Prohibited,
          Finding.Refused,
          Finding.NoAnswer,
          Finding.ProbeFault);

  PathReport judge(ProbePlan.PlannedPath path, Family family, List<ProbeTarget> targets) {
    List<Exchange> exchanges = path.closed() ? untilClosed(targets.get(0)) : fairly(targets);
    Exchange telling =
        path.closed()
            ? exchanges.get(exchanges.size() - 1)
            : Collections.min(
                exchanges,
                Comparator.comparing(exchange -> TELLING.indexOf(exchange.result().finding())));
    return new PathReport(
        path.name(),
        family,
        telling.result().finding(),
        telling.target().describe(path.port()),
        telling.millis(),
        exchanges.size(),
        telling.result().evidence());
  }

  private List<Exchange> fairly(List<ProbeTarget> targets) {
    List<Exchange> exchanges = new ArrayList<>();
    exchanges.add(exchange(targets.get(0), timeout));
    ProbeResult first = exchanges.get(0).result();
    if (!first.answered()) {
      sleep();
      Duration longer = first.finding() == Finding.Held ? timeout.multipliedBy(PATIENCE) : timeout;
      targets.stream()
          .limit(PEERS)
          .map(target -> CompletableFuture.supplyAsync(() -> exchange(target, longer), executor))
          .toList()
          .forEach(pending -> exchanges.add(pending.join()));
    }
    return exchanges;
  }

  /** A network plugin takes its time to bind a new pod. */
  private List<Exchange> untilClosed(ProbeTarget target) {
    List<Exchange> exchanges = new ArrayList<>();
    exchanges.add(exchange(target, NEAR));
    while (exchanges.size() < SETTLING
        && exchanges.get(exchanges.size() - 1).result().finding().connected()) {
      sleep();
      exchanges.add(exchange(target, NEAR));
    }
    return exchanges;
  }

  /** The longest that a judgement takes. */
  static Duration atMost(Duration timeout, Duration pause) {
    return timeout.multipliedBy(1 + PATIENCE).plus(pause);
  }

  private Exchange exchange(ProbeTarget target, Duration patience) {
    long start = nanoTime.getAsLong();
    ProbeResult result = ask(target, patience);
    return new Exchange(target, result, (nanoTime.getAsLong() - start) / 1_000_000);
  }

  private ProbeResult ask(ProbeTarget target, Duration patience) {
    try {
      return prober.probe(target, patience);
    } catch (IOException error) {
      return SocketReading.of(error);
    } catch (RuntimeException defect) {
      return new ProbeResult(Finding.ProbeFault, "the prober failed: " + defect);
    }
  }

  private void sleep() {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private record Exchange(ProbeTarget target, ProbeResult result, long millis) {}
}
