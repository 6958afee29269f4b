package io.esgoperator.probe;

import java.io.IOException;
import java.time.Duration;

/** Speaks one protocol to one address, once, politely. */
public interface Prober {
  /**
   * Makes one exchange. Only an answer in the peer's own protocol is {@link Finding#Answered}; a
   * TCP handshake alone proves nothing.
   *
   * @param timeout how long the peer may take to prove itself; whoever looks closer at a peer that
   *     did may take as long again, and a second
   * @throws IOException what the socket reported; {@link SocketReading} knows what it means
   */
  ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException;
}
