package io.esgoperator.probe.protocol;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.waiting.Deadline;
import io.esgoperator.probe.waiting.WaitingBudget;
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
  private static final Pace SLOW = new Pace(20, 100);
  private static final Pace FAST = new Pace(200, 5);

  /**
   * More lost answers than at the slow pace, in percent. A network that loses a third of all
   * answers by chance loses none of the slow ones in one round of 3,000.
   */
  private static final int LIMITED = 30;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    Sent slow = send(target, SLOW, timeout);
    if (slow.lost() > 0) {
      // The other questions of the round may have used up a limit.
      slow = slow.orBetter(send(target, SLOW, timeout));
    }
    if (slow.lost() > 0) {
      return new ProbeResult(Finding.ProbeFault, slow.describe());
    }
    Sent fast = send(target, FAST, timeout);
    if (fast.lost() >= LIMITED) {
      // A busy server may lose one burst; a limit takes the next one too.
      fast = fast.orBetter(send(target, FAST, timeout));
    }
    String evidence = "%s, of %s none".formatted(fast.describe(), SLOW.describe(SLOW.gap()));
    return fast.lost() >= LIMITED
        ? new ProbeResult(Finding.RateLimited, evidence)
        : ProbeResult.answered(evidence);
  }

  private Sent send(ProbeTarget target, Pace pace, Duration timeout) throws IOException {
    Set<Integer> pending = new HashSet<>();
    long start = System.nanoTime();
    long sent = start;
    try (DatagramExchange exchange =
        new DatagramExchange(
            target, WaitingBudget.of(timeout.plusMillis((long) pace.questions() * pace.gap())))) {
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
      sent = System.nanoTime();
      boolean inTime = true;
      while (inTime && !pending.isEmpty()) {
        inTime = collect(exchange, pending, () -> timeout);
      }
    }
    return new Sent(
        pace,
        pending.size() * 100 / pace.questions(),
        (int) ((sent - start) / 1_000_000 / pace.questions()));
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

  /** How fast questions shall follow each other; the gap is in milliseconds. */
  private record Pace(int questions, int gap) {
    String describe(int kept) {
      return "%d questions, %d a second,".formatted(questions, 1_000 / kept);
    }
  }

  /**
   * A burst that was sent.
   *
   * @param lost answers, in percent
   * @param gap that the probe kept, in milliseconds; a busy machine makes it longer
   */
  private record Sent(Pace pace, int lost, int gap) {
    Sent orBetter(Sent other) {
      return other.lost < lost ? other : this;
    }

    String describe() {
      int kept = gap > 2 * pace.gap() ? gap : pace.gap();
      return "%d%% of %s unanswered".formatted(lost, pace.describe(kept));
    }
  }
}
