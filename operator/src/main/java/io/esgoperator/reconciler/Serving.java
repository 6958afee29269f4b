package io.esgoperator.reconciler;

import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.server.BoundedServer;
import io.esgoperator.server.HealthHandler;
import io.esgoperator.server.MetricsHandler;
import io.esgoperator.server.ServerBounds;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servers of the operator's process, each with threads and connections of its own. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private Serving() {}

  /**
   * Starts them; they end with the process.
   *
   * @throws IOException when a port is taken
   */
  static void start(
      ServedPorts ports, BooleanSupplier alive, BooleanSupplier ready, OperatorMetrics metrics)
      throws IOException {
    BoundedServer.http(
        "health", ports.health(), ServerBounds.OF_HEALTH, new HealthHandler(alive, ready));
    BoundedServer.http(
        "metrics",
        ports.canary(),
        ServerBounds.OF_METRICS,
        ports.secureMetrics().isEmpty()
            ? new MetricsHandler(metrics::writeTo)
            : new Handler.Sequence());
    LOG.info("Health on port {}, canaries on port {}", ports.health(), ports.canary());
  }
}
