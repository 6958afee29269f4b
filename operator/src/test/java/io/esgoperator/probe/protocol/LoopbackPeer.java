package io.esgoperator.probe.protocol;

import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.run.SocketReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Serves every TCP connection on a loopback port in the same manner. */
public final class LoopbackPeer implements AutoCloseable {
  /** What it does with a connection, which it closes afterwards. */
  @FunctionalInterface
  interface Manner {
    void serve(Socket connection) throws IOException;
  }

  private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  LoopbackPeer(Manner manner) throws IOException {
    threads.execute(() -> accept(manner));
  }

  private void accept(Manner manner) {
    while (!server.isClosed()) {
      try {
        Socket connection = server.accept();
        threads.execute(() -> serve(connection, manner));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket connection, Manner manner) {
    try (connection) {
      manner.serve(connection);
    } catch (IOException over) {
      return;
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** Asks this peer as if it were known under the name. */
  ProbeResult ask(Prober prober, String host, Duration timeout) {
    return ask(prober, host, server.getLocalPort(), timeout);
  }

  static ProbeResult ask(Prober prober, String host, int port, Duration timeout) {
    try {
      return prober.probe(new ProbeTarget(host, InetAddress.getLoopbackAddress(), port), timeout);
    } catch (IOException error) {
      return SocketReading.of(error);
    }
  }

  static void say(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().flush();
  }

  /** A line without its end, or null at the end of the connection. */
  static String hear(Socket connection) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = connection.getInputStream().read();
    while (next >= 0 && next != '\n') {
      line.append((char) next);
      next = connection.getInputStream().read();
    }
    return next < 0 ? null : line.toString().stripTrailing();
  }

  /** Lets conversations come to their end, so that what they heard is complete. */
  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdown();
    try {
      threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }
}
