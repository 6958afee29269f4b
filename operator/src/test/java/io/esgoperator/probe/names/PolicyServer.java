package io.esgoperator.probe.names;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.esgoperator.probe.protocol.SelfSigned;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Serves a domain's policy for the transport of its mail, at 127.1.0.80. */
final class PolicyServer implements AutoCloseable {
  static final String ADDRESS = "127.1.0.80";

  private final HttpsServer server;

  PolicyServer(SelfSigned identity, int status, String text) throws IOException {
    this(identity, status, "text/plain; charset=utf-8", text);
  }

  /** The type may be empty. */
  PolicyServer(SelfSigned identity, int status, String type, String text) throws IOException {
    server = HttpsServer.create(new InetSocketAddress(ADDRESS, 0), 8);
    server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
    server.createContext(
        "/.well-known/mta-sts.txt",
        exchange -> {
          byte[] body = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Location", "https://elsewhere.invalid/");
          if (!type.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", type);
          }
          exchange.sendResponseHeaders(status, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
