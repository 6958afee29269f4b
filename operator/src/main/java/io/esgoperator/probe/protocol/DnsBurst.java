package io.esgoperator.probe.protocol;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.xbill.DNS.Message;

/**
 * Sends a few slow questions, then many different ones in a short time. If only the fast ones are
 * lost, twice, something counts them (protocols.md section 5.5). The server's owner must have
 * agreed to the pace: a probe that was held up goes on at this pace and does not catch up.
 */
record DnsBurst(DnsQuestions questions) implements Prober {
  private static final Pace SLOW = new Pace(10, 100);
  private static final Pace FAST = new Pace(200, 5);

  /** With more lost answers in percent at the slow pace, the fast one proves nothing. */
  private static final int LOSSY = 10;

  private static final int LIMITED = 20;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    int slow = lost(target, SLOW, timeout);
    if (slow > LOSSY) {
      return new ProbeResult(
          Finding.ProbeFault, "%d%% of %s unanswered".formatted(slow, SLOW.describe()));
    }
    int fast = lost(target, FAST, timeout);
    if (fast - slow >= LIMITED) {
      // A busy server may lose one burst; a limit takes the next one too.
      fast = Math.min(fast, lost(target, FAST, timeout));
    }
    String evidence =
        "%d%% of %s unanswered, of %s %d%%".formatted(fast, FAST.describe(), SLOW.describe(), slow);
    return fast - slow >= LIMITED
        ? new ProbeResult(Finding.RateLimited, evidence)
        : ProbeResult.answered(evidence);
  }

  private int lost(ProbeTarget target, Pace pace, Duration timeout) throws IOException {
    Set<Integer> pending = new HashSet<>();
    try (DatagramExchange exchange =
        new DatagramExchange(target, timeout.plusMillis((long) pace.questions() * pace.gap()))) {
      long end = System.nanoTime();
      for (int question = 0; question < pace.questions(); question++) {
        Message query = questions.nonce();
        pending.add(query.getHeader().getID());
        exchange.send(query.toWire());
        end = Math.max(end, System.nanoTime()) + pace.gap() * 1_000_000L;
        Deadline next = new Deadline(end);
        boolean inTime = true;
        while (inTime) {
          inTime = collect(exchange, pending, next::left);
        }
      }
      boolean inTime = true;
      while (inTime && !pending.isEmpty()) {
        inTime = collect(exchange, pending, () -> timeout);
      }
    }
    return pending.size() * 100 / pace.questions();
  }

  /** Takes one answer; false when none came within the time, of which only the waiting counts. */
  private static boolean collect(DatagramExchange exchange, Set<Integer> pending, Wait wait)
      throws IOException {
    try {
      byte[] answer = exchange.receive(wait.atMost());
      if (answer.length > 1) {
        pending.remove((answer[0] & 0xff) << 8 | answer[1] & 0xff);
      }
      return true;
    } catch (SocketTimeoutException | PortUnreachableException over) {
      return false;
    }
  }

  /** How long to wait for the next answer. */
  @FunctionalInterface
  private interface Wait {
    Duration atMost() throws SocketTimeoutException;
  }

  /**
   * How fast questions follow each other.
   *
   * @param gap in milliseconds
   */
  private record Pace(int questions, int gap) {
    String describe() {
      return "%d questions, %d a second,".formatted(questions, 1_000 / gap);
    }
  }
}
