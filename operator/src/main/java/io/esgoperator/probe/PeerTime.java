package io.esgoperator.probe;

import java.util.OptionalLong;

/**
 * How long the peer of one exchange took: to accept the connection, and from the first question, or
 * from there where it speaks first, to the first byte of its answer. What the probe does before and
 * after is not in it.
 */
public final class PeerTime {
  private final Runnable whenHeard;
  private long connecting;
  private long since = -1;
  private boolean asked;
  private long nanos = -1;

  public PeerTime() {
    this(() -> {});
  }

  /** A time that runs {@code whenHeard} after the first byte is there. */
  public PeerTime(Runnable whenHeard) {
    this.whenHeard = whenHeard;
  }

  /** The connection is open. */
  public void connected(long tookNanos) {
    if (nanos < 0) {
      connecting = tookNanos;
      since = System.nanoTime();
      asked = false;
    }
  }

  /** A question leaves; one that is repeated does not count. */
  public void asked() {
    if (nanos < 0 && !asked) {
      since = System.nanoTime();
      asked = true;
    }
  }

  /** Bytes of the peer are there; only the first ones count. */
  public void heard() {
    if (nanos < 0 && since >= 0) {
      nanos = connecting + System.nanoTime() - since;
      whenHeard.run();
    }
  }

  /** Whole milliseconds; empty before the first byte. */
  public OptionalLong millis() {
    return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos / 1_000_000);
  }
}
