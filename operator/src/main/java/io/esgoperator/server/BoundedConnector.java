package io.esgoperator.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Closes connections that are too many or too old. An idle timeout alone would never end a client
 * that sends or reads one byte a second.
 */
final class BoundedConnector extends ServerConnector {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** A connection that is not accepted yet waits in the kernel and takes no file descriptor. */
  private static final int BACKLOG = 1_024;

  private static final Duration TAKING = Duration.ofMillis(20);

  /**
   * A pool's buffer may come back twice where one thread closes a connection that another reads,
   * and then two connections share it: a request was answered by what another client had sent.
   */
  private static final ByteBufferPool UNSHARED = new ByteBufferPool.NonPooling();

  private final ConnectionQuota<EndPoint> quota;
  private final Duration lifetime;
  private final Semaphore taken = new Semaphore(0);

  BoundedConnector(Server server, ServerBounds bounds, ConnectionFactory... protocols) {
    super(server, null, null, UNSHARED, 1, 1, protocols);
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

  /** Accepts one connection after the other, so that a flood cannot use up the file descriptors. */
  @Override
  public void accept(int acceptor) throws IOException {
    taken.drainPermits();
    super.accept(acceptor);
    try {
      taken.tryAcquire(TAKING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected void onEndPointOpened(EndPoint connection) {
    super.onEndPointOpened(connection);
    quota.admit(client(connection), connection).ifPresent(EndPoint::close);
    taken.release();
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
