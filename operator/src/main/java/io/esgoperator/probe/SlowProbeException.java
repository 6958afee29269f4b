package io.esgoperator.probe;

import java.io.IOException;
import java.time.Duration;

/**
 * The conversation failed while the probe itself was slow: the peer may have run out of patience.
 */
public final class SlowProbeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** {@code ownWork} is the probe's time besides waiting for the peer. */
  public SlowProbeException(Duration ownWork, IOException failure) {
    super(
        "it got so little processor time that its own work took %d s; give it more in spec.probe.pod.resources: %s"
            .formatted(ownWork.toSeconds(), failure.getMessage()),
        failure);
  }
}
