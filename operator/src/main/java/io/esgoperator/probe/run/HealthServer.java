package io.esgoperator.probe.run;

import com.sun.net.httpserver.HttpServer;
import io.esgoperator.server.DaemonThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Answers {@code /healthz} and {@code /readyz} with 200 or 503. It is small and starts fast, for a
 * probe pod that lives for seconds. {@link #limit} bounds what clients can hold.
 */
public final class HealthServer implements AutoCloseable {
  private static final int THREADS = 16;

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

  /**
   * Bounds all such servers of this process. It must be called before the first one is made.
   *
   * @param properties of the process: {@link System#setProperty}
   */
  public static void limit(BiConsumer<String, String> properties) {
    // In seconds; the JDK's server has no other setting for it. A limit on connections would let
    // some clients lock out others.
    properties.accept("sun.net.httpserver.maxReqTime", "1");
    properties.accept("sun.net.httpserver.maxRspTime", "1");
    properties.accept("sun.net.httpserver.idleInterval", "2");
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

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
