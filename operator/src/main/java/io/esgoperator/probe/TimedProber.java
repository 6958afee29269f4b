package io.esgoperator.probe;

import java.io.IOException;
import java.time.Duration;

/** A prober that knows how long its peer took. */
public interface TimedProber extends Prober {
  @Override
  default ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    return probe(target, timeout, new PeerTime());
  }

  @Override
  ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException;
}
