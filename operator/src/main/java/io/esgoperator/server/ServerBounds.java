package io.esgoperator.server;

import java.time.Duration;

/**
 * Limits on all clients of a server together.
 *
 * @param connections open at once, 1 or more
 * @param ofOneClient open at once from one address, 1 or more
 * @param lifetime of a connection, whatever happens on it
 * @param threads 5 or more: two of them accept and select
 */
public record ServerBounds(int connections, int ofOneClient, Duration lifetime, int threads) {
  /** The kubelet asks over a new connection each time, and waits for 1 s. */
  public static final ServerBounds OF_HEALTH = new ServerBounds(64, 8, Duration.ofSeconds(3), 5);

  /** Canaries take milliseconds; Prometheus gives a scrape 10 s unless told otherwise. */
  public static final ServerBounds OF_METRICS =
      new ServerBounds(128, 16, Duration.ofSeconds(10), 7);
}
