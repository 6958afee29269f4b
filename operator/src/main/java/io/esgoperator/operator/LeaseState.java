package io.esgoperator.operator;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The Lease as it was read.
 *
 * @param holder the replica that leads; empty when none does
 * @param renewed by the holder's clock
 * @param lasts how long a renewal holds
 */
record LeaseState(String holder, Instant renewed, Duration lasts) {
  static LeaseState of(Lease lease) {
    LeaseSpec spec = lease.getSpec();
    return new LeaseState(
        Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
        spec.getRenewTime().toInstant(),
        Duration.ofSeconds(spec.getLeaseDurationSeconds()));
  }

  /** A Lease that no replica has held yet. */
  static LeaseState absent(Instant since) {
    return new LeaseState("", since, Duration.ZERO);
  }

  boolean isHeldBy(String identity) {
    return holder.equals(identity);
  }

  /** The time from which any replica may take it. */
  Instant freeFrom() {
    return holder.isEmpty() ? renewed : renewed.plus(lasts);
  }
}
