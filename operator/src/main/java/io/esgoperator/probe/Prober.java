package io.esgoperator.probe;

import java.io.IOException;
import java.time.Duration;

/** Speaks one protocol to one address, once, politely. */
public interface Prober {
  /**
   * Makes one exchange. Only an answer in the peer's own protocol is {@link Finding#answered}; a
   * TCP handshake alone proves nothing.
   *
   * @param timeout how long the peer may take to answer; a closer look after the answer may take as
   *     long again, and a second
   * @throws IOException the socket's error; {@link io.esgoperator.probe.run.SocketReading}
   *     interprets it
   */
  ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException;

  /**
   * The same, and tells how long the peer took where the prober knows.
   *
   * @throws IOException as above
   */
  default ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer)
      throws IOException {
    return probe(target, timeout);
  }
}
