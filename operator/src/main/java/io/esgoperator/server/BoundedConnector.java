package io.esgoperator.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections that are too many or too old. A limit on idle time alone would not end a
 * client that sends or reads a byte a second.
 */
final class BoundedConnector extends ServerConnector {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Longer than a burst of connections that one turn of the selector takes. */
  private static final int BACKLOG = 1_024;

  private final ConnectionQuota<EndPoint> quota;
  private final Duration lifetime;

  BoundedConnector(Server server, ServerBounds bounds, ConnectionFactory... protocols) {
    // The selector accepts: a thread that does nothing else would accept faster than others close.
    super(server, null, null, null, 0, 1, protocols);
    this.quota = new ConnectionQuota<>(bounds.connections(), bounds.ofOneClient());
    this.lifetime = bounds.lifetime();
    setIdleTimeout(lifetime.toMillis());
    setAcceptQueueSize(BACKLOG);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    endOldOnes();
  }

  private void endOldOnes() {
    long now = System.currentTimeMillis();
    getConnectedEndPoints().stream()
        .filter(connection -> now - connection.getCreatedTimeStamp() > lifetime.toMillis())
        .forEach(EndPoint::close);
    if (isStarting() || isRunning()) {
      getScheduler().schedule(this::endOldOnes, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  protected void onEndPointOpened(EndPoint connection) {
    super.onEndPointOpened(connection);
    quota.admit(client(connection), connection).ifPresent(EndPoint::close);
  }

  @Override
  protected void onEndPointClosed(EndPoint connection) {
    quota.left(client(connection), connection);
    super.onEndPointClosed(connection);
  }

  private static String client(EndPoint connection) {
    return connection.getRemoteSocketAddress() instanceof InetSocketAddress address
            && address.getAddress() != null
        ? address.getAddress().getHostAddress()
        : "";
  }
}
