package io.esgoperator.probe.names.recursion;

import java.util.concurrent.atomic.AtomicInteger;

/** How many questions may be asked for one purpose, within the allowance of a larger one. */
final class Allowance {
  private final String purpose;
  private final int most;
  private final Allowance larger;
  private final AtomicInteger taken = new AtomicInteger();

  private Allowance(String purpose, int most, Allowance larger) {
    this.purpose = purpose;
    this.most = most;
    this.larger = larger;
  }

  static Allowance of(String purpose, int most) {
    return new Allowance(purpose, most, null);
  }

  /** A part of this one. */
  Allowance part(String partsPurpose, int partsMost) {
    return new Allowance(partsPurpose, partsMost, this);
  }

  /** Takes one; fails when there is none any more. */
  void take() throws LookupFailedException {
    if (taken.incrementAndGet() > most) {
      taken.decrementAndGet();
      throw new LookupFailedException("more than %d questions for %s".formatted(most, purpose));
    }
    if (larger != null) {
      larger.take();
    }
  }

  int taken() {
    return taken.get();
  }
}
