package io.esgoperator.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a pod does to a port, from an address of its own, until it is closed. */
final class Attack implements AutoCloseable {
  /** Each does what its name says. */
  enum Kind {
    HalfOpenRequests,
    SlowHeaders,
    SlowReaders,
    IdleKeepAlive,
    ConnectionFlood,
    OversizedHeaders
  }

  private static final int SOCKETS = 300;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  /** Starts from this many addresses, which are 127.0.1.1 and the following. */
  Attack(Kind kind, int port, int addresses) {
    for (int address = 1; address <= addresses; address++) {
      String from = "127.0.1." + address;
      int sockets = Math.max(SOCKETS / addresses, 4);
      Thread thread = new Thread(() -> run(kind, from, port, sockets), "attack");
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void run(Kind kind, String from, int port, int sockets) {
    List<Socket> held = new ArrayList<>();
    try {
      while (!ended) {
        if (kind == Kind.ConnectionFlood) {
          once(from, port);
        } else {
          renew(kind, held, from, port, sockets);
          pause();
        }
      }
    } finally {
      held.forEach(Attack::close);
    }
  }

  /** Opens anew what the server has closed, and sends one more byte where that is the attack. */
  private void renew(Kind kind, List<Socket> held, String from, int port, int sockets) {
    if (kind == Kind.SlowHeaders) {
      held.removeIf(socket -> !sent(socket, "x"));
    } else {
      held.removeIf(Attack::isClosedByServer);
    }
    while (!ended && held.size() < sockets) {
      try {
        Socket socket = connect(from, port);
        held.add(socket);
        sent(socket, opening(kind));
      } catch (IOException refused) {
        return;
      }
    }
  }

  private static String opening(Kind kind) {
    return switch (kind) {
      case HalfOpenRequests -> "G";
      case SlowHeaders -> "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ";
      case SlowReaders -> "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
      case IdleKeepAlive -> "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
      case OversizedHeaders ->
          "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(200_000);
      case ConnectionFlood -> "";
    };
  }

  private static void once(String from, int port) {
    try (Socket socket = connect(from, port)) {
      socket.getOutputStream().write('G');
    } catch (IOException refused) {
      // The next one follows.
    }
  }

  private static Socket connect(String from, int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.setSoTimeout(1);
    socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
    socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1_000);
    return socket;
  }

  private static boolean sent(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return true;
    } catch (IOException closed) {
      close(socket);
      return false;
    }
  }

  /** Takes a byte of the answer at most: slow readers take no more. */
  private static boolean isClosedByServer(Socket socket) {
    try {
      if (socket.getInputStream().read() >= 0) {
        return false;
      }
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      // As an end of the stream.
    }
    close(socket);
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(200).toMillis());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      // As wanted.
    }
  }

  @Override
  public void close() {
    ended = true;
    for (Thread thread : threads) {
      try {
        thread.join(5_000);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
