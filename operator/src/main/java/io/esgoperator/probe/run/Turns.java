package io.esgoperator.probe.run;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets exchanges begin one after the other, each when the one before it has its first byte or has
 * waited for a while: forty that begin at once take the processor from each other, and what a
 * thread waits for it looks like the peer's time.
 */
final class Turns {
  /** A far peer holds up the others no longer than that. */
  private static final Duration MOST = Duration.ofMillis(10);

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition over = lock.newCondition();
  private Object holder;
  private long end;

  /** Waits for a turn. What it gives ends it. */
  Runnable take() {
    Object turn = new Object();
    lock.lock();
    try {
      while (holder != null && System.nanoTime() < end) {
        over.awaitNanos(end - System.nanoTime());
      }
      holder = turn;
      end = System.nanoTime() + MOST.toNanos();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return () -> end(turn);
  }

  private void end(Object turn) {
    lock.lock();
    try {
      if (holder == turn) {
        holder = null;
        over.signal();
      }
    } finally {
      lock.unlock();
    }
  }
}
