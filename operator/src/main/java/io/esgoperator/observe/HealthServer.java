package io.esgoperator.observe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * Answers {@code /healthz} and {@code /readyz} with 200 or 503, and where there are metrics {@code
 * /metrics} in Prometheus' text format.
 */
public final class HealthServer implements AutoCloseable {
  /** A client that is slow to read the metrics shall not keep the kubelet from its answer. */
  private static final int THREADS = 4;

  private final HttpServer server;

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @throws IOException when the port is taken
   */
  public HealthServer(int port, BooleanSupplier alive, BooleanSupplier ready) throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 0);
    server.setExecutor(DaemonThreads.pool(THREADS, "health"));
    answer("/healthz", alive);
    answer("/readyz", ready);
    server.start();
  }

  /** Writes all metrics. */
  @FunctionalInterface
  public interface Metrics {
    void writeTo(OutputStream out) throws IOException;
  }

  private void answer(String path, BooleanSupplier good) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(good.getAsBoolean() ? 200 : 503, -1);
          }
        });
  }

  /** Answers {@code /metrics}, too. */
  public HealthServer exposing(Metrics metrics) {
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            exchange
                .getResponseHeaders()
                .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            metrics.writeTo(exchange.getResponseBody());
          }
        });
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
