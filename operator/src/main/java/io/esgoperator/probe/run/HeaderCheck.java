package io.esgoperator.probe.run;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Whether a PROXY header is what an exchange failed by. A server that does not take it answers it
 * in as many ways as it answers any other nonsense; the same question without it tells them apart.
 *
 * @param ask makes one exchange within a time
 */
record HeaderCheck(BiFunction<ProbeTarget, Duration, ProbeResult> ask) {
  /** What a server may do with a header that it does not take. */
  private static final Set<Finding> DOUBTFUL =
      EnumSet.of(
          Finding.Declined,
          Finding.ForeignAnswer,
          Finding.ClearText,
          Finding.Held,
          Finding.HeldMidWord,
          Finding.FellSilent,
          Finding.HandshakeStalled,
          Finding.HandshakeUnfinished,
          Finding.ClosedEarly);

  /** A server that waits for the header is silent without it. */
  private static final Duration BARE = Duration.ofSeconds(2);

  ProbeResult result(ProbeTarget target, Duration patience) {
    ProbeResult result = ask.apply(target, patience);
    if (target.proxyProtocol() == null || !DOUBTFUL.contains(result.finding())) {
      return result;
    }
    ProbeResult bare = ask.apply(target.bare(), patience.compareTo(BARE) < 0 ? patience : BARE);
    return bare.finding() == Finding.Answered
        ? new ProbeResult(
            Finding.ProxyHeaderRefused,
            "with header %s: %s; without it: %s"
                .formatted(target.proxyProtocol(), result.evidence(), bare.evidence()))
        : result;
  }
}
