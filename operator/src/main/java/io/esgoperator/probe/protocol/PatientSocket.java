package io.esgoperator.probe.protocol;

import io.esgoperator.probe.FloodException;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A TCP socket that connects and reads within one budget, for TLS on top of it too, and that
 * receives and sends a bounded number of bytes.
 */
final class PatientSocket extends Socket {
  /** Twice the longest honest answer, a DNS message or a directory's entry of 64 KiB. */
  static final int MOST_TAKEN = 131_072;

  /**
   * Many times what a probe sends. It fits into {@link #SEND_BUFFER}, so a write never waits for a
   * peer that does not read.
   */
  static final int MOST_SENT = 16_384;

  private static final int SEND_BUFFER = 4 * MOST_SENT;

  /** A record's type, version and length, and a message's type (RFC 8446 sections 4 and 5.1). */
  private static final int HEAD = 6;

  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;

  private final WaitingBudget budget;
  private ByteBuffer head = ByteBuffer.allocate(0);
  private int taken;
  private int sent;
  private FloodException flood;
  private InputStream incoming;
  private OutputStream outgoing;

  private PatientSocket(WaitingBudget budget) {
    this.budget = budget;
  }

  static PatientSocket connect(ProbeTarget target, WaitingBudget budget) throws IOException {
    PatientSocket socket = new PatientSocket(budget);
    try {
      socket.open(target.socketAddress());
      if (target.proxyProtocol() != null) {
        // It is no question, so the time until the answer does not begin with it.
        socket.unbounded().write(ProxyHeader.of(target.proxyProtocol(), socket));
      }
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private void open(InetSocketAddress peer) throws IOException {
    setTcpNoDelay(true);
    setSendBufferSize(SEND_BUFFER);
    budget.spend(
        millis -> {
          long begin = System.nanoTime();
          connect(peer, millis);
          budget.connected(System.nanoTime() - begin);
          return this;
        });
    incoming = new BufferedInputStream(new Incoming(super.getInputStream()));
    outgoing = new Outgoing(unbounded());
  }

  private OutputStream unbounded() throws IOException {
    return super.getOutputStream();
  }

  /** Bytes that the peer has sent so far. */
  int taken() {
    return taken;
  }

  /** What comes now should be TLS. */
  void expectTls() {
    head = ByteBuffer.allocate(HEAD);
  }

  /** Whether the peer has begun its hello. */
  boolean isInTls() {
    return head.capacity() == HEAD
        && !head.hasRemaining()
        && head.get(0) == HANDSHAKE
        && head.get(HEAD - 1) == SERVER_HELLO;
  }

  /** The bound that the peer exceeded, if any; a library may have replaced the exception. */
  Optional<FloodException> flood() {
    return Optional.ofNullable(flood);
  }

  @Override
  public InputStream getInputStream() {
    return incoming;
  }

  @Override
  public OutputStream getOutputStream() {
    return outgoing;
  }

  private FloodException over(String evidence) {
    flood = new FloodException(evidence);
    return flood;
  }

  /** Does not override mark, skip and others, so that skipping goes through read. */
  private final class Incoming extends InputStream {
    private final InputStream unbounded;

    private Incoming(InputStream unbounded) {
      this.unbounded = unbounded;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (taken >= MOST_TAKEN) {
        throw over("more than %,d bytes on one connection".formatted(MOST_TAKEN));
      }
      int came =
          budget.spend(
              millis -> {
                setSoTimeout(millis);
                return unbounded.read(buffer, offset, Math.min(length, MOST_TAKEN - taken));
              });
      if (came > 0) {
        budget.peer().heard();
        head.put(buffer, offset, Math.min(came, head.remaining()));
        taken += came;
      }
      return came;
    }

    /** The JDK's TLS drains this many bytes before it closes a connection. */
    @Override
    public int available() throws IOException {
      return Math.min(unbounded.available(), MOST_TAKEN - taken);
    }
  }

  /** Counts the bytes sent: a peer that requests new keys for ever makes TLS answer each time. */
  private final class Outgoing extends OutputStream {
    private final OutputStream unbounded;

    private Outgoing(OutputStream unbounded) {
      this.unbounded = unbounded;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > MOST_SENT - sent) {
        throw over("requests that take more than %,d bytes to answer".formatted(MOST_SENT));
      }
      sent += length;
      budget.peer().asked();
      unbounded.write(bytes, offset, length);
    }
  }
}
