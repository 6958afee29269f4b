package io.esgoperator.server;

import java.io.IOException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP/1.1 server with its own threads and connections, so that clients of one server cannot
 * slow another. A request takes no thread until it is complete.
 */
public final class BoundedServer implements AutoCloseable {
  private static final int HEADER_BYTES = 8_192;

  /** A token of the API server is at most some KiB long. */
  private static final int HEADER_BYTES_WITH_TOKEN = 20_480;

  private final Server server;
  private final BoundedConnector connector;

  private BoundedServer(Server server, BoundedConnector connector, Handler handler)
      throws IOException {
    this.server = server;
    this.connector = connector;
    server.addConnector(connector);
    server.setHandler(handler);
    server.setStopTimeout(0);
    try {
      server.start();
    } catch (IOException taken) {
      close();
      throw taken;
    } catch (Exception failed) {
      close();
      throw new IllegalStateException("the HTTP server did not start", failed);
    }
  }

  /**
   * Starts to answer HTTP.
   *
   * @param name of its threads
   * @param port 0 for any free one
   * @throws IOException when the port is taken
   */
  public static BoundedServer http(String name, int port, ServerBounds bounds, Handler handler)
      throws IOException {
    return start(name, port, bounds, handler, new HttpConnectionFactory(http(HEADER_BYTES)));
  }

  /**
   * Starts to answer HTTPS.
   *
   * @throws IOException when the port is taken
   */
  public static BoundedServer https(
      String name, int port, ServerBounds bounds, ServedCertificate certificate, Handler handler)
      throws IOException {
    HttpConfiguration configuration = http(HEADER_BYTES_WITH_TOKEN);
    // Prometheus asks at a pod's address, which no certificate names. The token verifies the
    // client.
    configuration.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory http = new HttpConnectionFactory(configuration);
    return start(
        name,
        port,
        bounds,
        handler,
        new SslConnectionFactory(certificate.keys(), http.getProtocol()),
        http);
  }

  private static BoundedServer start(
      String name, int port, ServerBounds bounds, Handler handler, ConnectionFactory... protocols)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(bounds.threads(), bounds.threads());
    threads.setName(name);
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    Server server = new Server(threads);
    BoundedConnector connector = new BoundedConnector(server, bounds, protocols);
    connector.setPort(port);
    return new BoundedServer(server, connector, handler);
  }

  private static HttpConfiguration http(int headerBytes) {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(headerBytes);
    http.setSendServerVersion(false);
    http.setUriCompliance(UriCompliance.RFC3986);
    return http;
  }

  public int port() {
    return connector.getLocalPort();
  }

  int connections() {
    return connector.getConnectedEndPoints().size();
  }

  ByteBufferPool buffers() {
    return connector.getByteBufferPool();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception failed) {
      throw new IllegalStateException("the HTTP server did not stop", failed);
    }
  }
}
