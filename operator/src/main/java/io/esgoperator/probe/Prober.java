package io.esgoperator.probe;

import java.io.IOException;
import java.time.Duration;

/** Speaks one protocol to one address, once, politely. */
public interface Prober {
  /**
   * Makes one exchange. Only an answer in the peer's own protocol is {@link Finding#Answered}; a
   * TCP handshake alone proves nothing.
   *
   * @param timeout upper bound for the whole exchange
   * @throws IOException what the socket reported; {@link SocketReading} knows what it means
   */
  ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException;
}
