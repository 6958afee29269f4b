package io.esgoperator.probe;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** How long a round takes at most: its pod ends by then, and the operator waits until then. */
public final class RoundTime {
  /** Between the tries of a path. */
  public static final Duration PAUSE = Duration.ofMillis(1_100);

  /** Something near answers within this time, or never. */
  public static final Duration NEAR = Duration.ofSeconds(2);

  private static final long ON_THE_WAY_LEAST = 400;
  private static final long ON_THE_WAY_MOST = 1_000;
  private static final int ON_THE_WAY_TIMES = 8;

  /** Tries during which a port that the policy closes may still be open to a new pod. */
  public static final int SETTLING = 23;

  /** The first of them come sooner: most plugins need less than a second. */
  private static final int SETTLING_SOON = 4;

  /** The limit for every path; one after an answer takes six tries at most. */
  public static final int MOST_TRIES = SETTLING;

  /**
   * Multiple of the timeout for a peer that accepted the connection: a mail server may delay its
   * greeting on purpose (RFC 5321 section 4.5.3.2.1 grants it five minutes).
   */
  public static final int PATIENCE = 4;

  /** Multiple of the timeout for a reflector, which gets up to sixteen questions. */
  public static final int REFLECTING = 2;

  /** Time for closer looks and bursts, in addition to the timeout. */
  private static final Duration LOOKS = Duration.ofSeconds(4);

  /** Measured in a pod with a tenth of a processor. */
  private static final Duration OWN_WORK = Duration.ofSeconds(30);

  private RoundTime() {}

  /**
   * How long an unused address gets to answer: a device that answers in the place of others is on
   * the way to them, and so nearer.
   *
   * @param slowest milliseconds that one of those peers took; empty where none answered
   */
  public static Duration onTheWay(OptionalLong slowest) {
    long many = ON_THE_WAY_TIMES * slowest.orElse(ON_THE_WAY_MOST);
    return Duration.ofMillis(Math.max(ON_THE_WAY_LEAST, Math.min(ON_THE_WAY_MOST, many)));
  }

  /**
   * How long a datagram that is sent again is waited for: both together get one timeout, as the
   * same question, but the second no less than half of it.
   *
   * @param timeout of one try
   * @param patience from the first to the second
   */
  public static Duration rest(Duration timeout, Duration patience) {
    Duration half = timeout.dividedBy(2);
    Duration rest = timeout.minus(patience);
    return rest.compareTo(half) > 0 ? rest : half;
  }

  /**
   * The pause before the next try of a port that the policy closes.
   *
   * @param tries until now, 1 or more
   * @param pause between the tries of a path
   */
  public static Duration pauseAfter(int tries, Duration pause) {
    return tries <= SETTLING_SOON ? pause.dividedBy(4) : pause;
  }

  /**
   * The longest that a round takes from its first packet on. Then unfinished paths become faults of
   * the probe, and the others are reported.
   *
   * @param timeout of one try
   */
  public static Duration atMost(Duration timeout) {
    return settling().plus(judging(timeout)).plus(OWN_WORK);
  }

  /** The longest wait for a closed port: while it is open, it answers at once. */
  private static Duration settling() {
    return IntStream.rangeClosed(1, SETTLING)
        .mapToObj(tries -> pauseAfter(tries, PAUSE))
        .reduce(NEAR, Duration::plus);
  }

  /**
   * The longest that a judgement waits for peers. Only a connection that is held during all of the
   * first tries gets the long timeout; if its peer answers then, the closer look takes half as long
   * again (DNS over TCP), and the reflector is asked. If the first tries are answered, the closer
   * look, the reflector and the burst take less than that.
   */
  private static Duration judging(Duration timeout) {
    Duration patient = timeout.multipliedBy(PATIENCE);
    return PAUSE
        .plus(timeout)
        .plus(patient.plus(patient.dividedBy(2)))
        .plus(timeout.multipliedBy(REFLECTING))
        .plus(LOOKS);
  }
}
