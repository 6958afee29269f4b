package io.esgoperator.probe.run;

import io.esgoperator.identity.Told;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One exchange with a peer, and its result.
 *
 * @param millis as {@link PeerTime}; until the probe gave up where no byte came
 */
record Exchange(ProbeTarget target, ProbeResult result, long millis) {
  /**
   * Asks a target.
   *
   * @param patience how long it waits
   */
  static Exchange of(Prober prober, ProbeTarget target, Duration patience, LongSupplier nanoTime) {
    return of(prober, target, patience, nanoTime, new PeerTime());
  }

  /** Asks a target in its turn, which ends with the first byte. */
  static Exchange of(
      Prober prober,
      ProbeTarget target,
      Duration patience,
      LongSupplier nanoTime,
      Turns turns,
      FirstReplies replies) {
    Runnable over = turns.take();
    Runnable heard =
        () -> {
          replies.from(target);
          over.run();
        };
    try {
      return replies.from(of(prober, target, patience, nanoTime, new PeerTime(heard)));
    } finally {
      over.run();
    }
  }

  private static Exchange of(
      Prober prober, ProbeTarget target, Duration patience, LongSupplier nanoTime, PeerTime time) {
    long start = nanoTime.getAsLong();
    ProbeResult result =
        new HeaderCheck((peer, patient) -> ask(prober, peer, patient, time))
            .result(target, patience);
    long millis = (nanoTime.getAsLong() - start) / 1_000_000;
    return new Exchange(target, result, time.millis().orElse(millis));
  }

  private static ProbeResult ask(
      Prober prober, ProbeTarget target, Duration patience, PeerTime peer) {
    try {
      return prober.probe(target, patience, peer);
    } catch (IOException error) {
      return SocketReading.of(error);
    } catch (Throwable defect) {
      // Errors too: a peer's answer on one path must not fail the other paths.
      return new ProbeResult(Finding.ProbeFault, "the prober failed: " + defect);
    }
  }

  /** One of those in which two hosts show the same mark. */
  static Optional<Exchange> ofOneMark(List<Exchange> exchanges) {
    List<Exchange> marked =
        exchanges.stream().filter(exchange -> exchange.result().mark() != null).toList();
    return marked.stream()
        .flatMap(
            one ->
                marked.stream()
                    .filter(other -> !other.target().host().equals(one.target().host()))
                    .filter(other -> other.result().mark().equals(one.result().mark()))
                    .map(
                        other ->
                            one.with(
                                one.result().mark().shared(),
                                "%s and %s both show: %s"
                                    .formatted(
                                        one.target().host(),
                                        other.target().host(),
                                        one.result().mark().text()))))
        .findFirst();
  }

  /** What those peers that answered tell besides, by target. */
  static Map<String, Told> told(int usualPort, Stream<Exchange> exchanges) {
    return exchanges
        .filter(exchange -> exchange.result().answered())
        .filter(exchange -> !exchange.result().told().equals(Told.NOTHING))
        .collect(
            Collectors.toMap(
                exchange -> exchange.target().describe(usualPort),
                exchange -> exchange.result().told(),
                (one, later) -> later));
  }

  Exchange with(Finding finding, String evidence) {
    return new Exchange(target, new ProbeResult(finding, evidence), millis);
  }

  /** The same with the reflector's answer, so that the user sees whether the reflector works. */
  Exchange noting(Exchange reflection) {
    return with(
        result.finding(),
        (reflection.result.answered()
                ? "%s; %s: %s"
                : "%s; %s did not report the client's address (%s)")
            .formatted(result.evidence(), reflection.target.host(), reflection.result.evidence()));
  }

  /**
   * The hosts that show what is found. What none of them shows alone (an answer for an unused
   * address, one mark at unrelated servers) is a sign of the way to all of them.
   */
  static int hosts(Finding found, List<Exchange> exchanges) {
    Map<Boolean, Set<String>> agreeing =
        exchanges.stream()
            .collect(
                Collectors.partitioningBy(
                    exchange -> exchange.result().finding().agreesWith(found),
                    Collectors.mapping(exchange -> exchange.target().host(), Collectors.toSet())));
    return agreeing.get(!agreeing.get(true).isEmpty()).size();
  }
}
