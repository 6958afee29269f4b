package io.esgoperator.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process may act, and whether any replica leads. The elector alone is not enough:
 * with a slow API server it hangs past the end of its Lease while a second replica leads
 * (java-operator-sdk#2056), and after an unexpected error it stays a standby for ever
 * (java-operator-sdk#3147).
 */
public final class Leadership {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  /** How long a renewal holds. */
  public static final Duration LEASE = Duration.ofSeconds(15);

  /** A standby takes a free Lease within five seconds; after this time it never will. */
  private static final Duration PATIENCE = LEASE.multipliedBy(2);

  private final String identity;
  private final Clock clock;
  private final Runnable exit;

  /** Since when this process leads; null while it stands by. */
  private Instant since;

  private boolean resigned;
  private Instant asked;
  private LeaseState lease;

  /**
   * Stands by.
   *
   * @param identity under which this process holds the Lease
   * @param exit ends the process at once, without waiting for what runs
   */
  public Leadership(String identity, Clock clock, Runnable exit) {
    this.identity = identity;
    this.clock = clock;
    this.exit = exit;
    this.asked = clock.instant();
    this.lease = LeaseState.absent(asked);
  }

  /** The elector got the Lease. */
  public synchronized void start() {
    since = clock.instant();
    lease = new LeaseState(identity, since, LEASE);
    LOG.info("{} leads", identity);
  }

  /** The elector lost the Lease. */
  public synchronized void stop() {
    if (!resigned) {
      exit("it could not be renewed, or went to another");
    }
  }

  /** This process is about to exit. */
  public synchronized void resign() {
    resigned = true;
  }

  /**
   * Takes the Lease as the API server has it. An answer to a question from before the start is old.
   */
  synchronized void read(Instant askedAt, LeaseState answer) {
    if (since == null || !askedAt.isBefore(since)) {
      asked = askedAt;
      lease = answer;
    }
  }

  /** Ends the process when it leads without a Lease. */
  synchronized void check() {
    if (since == null || resigned) {
      return;
    }
    if (!lease.isHeldBy(identity)) {
      exit("it is held by '" + lease.holder() + "'");
    } else if (clock.instant().isAfter(lease.freeFrom())) {
      exit("it was not renewed since " + lease.renewed());
    }
  }

  private void exit(String reason) {
    LOG.error("{} has lost the Lease and ends: {}", identity, reason);
    exit.run();
  }

  /**
   * Whether the API server answers and yet no replica has taken the Lease for long. Only a restart
   * helps then.
   */
  public synchronized boolean isAbandoned() {
    return since == null
        && asked.isAfter(lease.freeFrom().plus(PATIENCE))
        && Duration.between(asked, clock.instant()).compareTo(PATIENCE) < 0;
  }

  public synchronized boolean isLeading() {
    return since != null;
  }

  String identity() {
    return identity;
  }
}
