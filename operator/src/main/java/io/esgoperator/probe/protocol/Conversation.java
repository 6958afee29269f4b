package io.esgoperator.probe.protocol;

import io.esgoperator.probe.HeldConnectionException;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.SlowProbeException;
import io.esgoperator.probe.StalledHandshakeException;
import io.esgoperator.probe.TlsRefusedException;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A TCP conversation with one budget of waiting and one bound on bytes for all of it. Silence
 * before the handshake is a time-out; silence after it is a held connection.
 */
final class Conversation implements Closeable {
  private static final int LINE_LIMIT = 4_096;

  /** Letters of the first line that the evidence quotes. */
  private static final int QUOTED = 80;

  /** Less than servers wait for slow clients: nginx one minute, others ten seconds. */
  private static final Duration SLOW = Duration.ofSeconds(5);

  /** What Java says of a connection that ends during the handshake. */
  private static final String ENDED = "Remote host terminated the handshake";

  private final ProbeTarget target;
  private final WaitingBudget budget;
  private final PatientSocket connection;
  private Socket socket;
  private Trust.Witness witness;
  private IOException failure;
  private boolean endless;
  private String greeting;
  private Integer takenBeforeTls;
  private boolean shaken;
  private Integer ahead;

  private Conversation(ProbeTarget target, WaitingBudget budget, PatientSocket connection) {
    this.target = target;
    this.budget = budget;
    this.connection = connection;
    this.socket = connection;
  }

  static Conversation open(ProbeTarget target, WaitingBudget budget) throws IOException {
    return new Conversation(target, budget, PatientSocket.connect(target, budget));
  }

  /** Starts TLS. */
  void startTls(Trust.Witness witness) throws IOException {
    startTls(witness, parameters -> {});
  }

  /** Starts TLS. SNI carries a name, never an address (RFC 6066 section 3). */
  SSLSocket startTls(Trust.Witness seeing, Consumer<SSLParameters> more) throws IOException {
    witness = seeing;
    SSLSocket tls =
        (SSLSocket) witness.sockets().createSocket(socket, target.name(), target.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setServerNames(
        target.isNamed() ? List.of(new SNIHostName(target.name())) : List.of());
    more.accept(parameters);
    tls.setSSLParameters(parameters);
    socket = tls;
    takenBeforeTls = connection.taken();
    connection.expectTls();
    taking(
        () -> {
          tls.startHandshake();
          return tls;
        });
    takenBeforeTls = null;
    shaken = true;
    return tls;
  }

  /** Sends the whole text in one write: inspection that sees single characters reacts to them. */
  void say(String text) throws IOException {
    say(text.getBytes(StandardCharsets.US_ASCII));
  }

  void say(byte[] bytes) throws IOException {
    taking(
        () -> {
          socket.getOutputStream().write(bytes);
          socket.getOutputStream().flush();
          return bytes;
        });
  }

  /** Says goodbye; a failure does not matter, since the peer has answered already. */
  void leave(byte[] farewell) {
    try {
      say(farewell);
    } catch (IOException gone) {
      return;
    }
  }

  void leave(String farewell) {
    leave(farewell.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads up to a line feed, or up to {@value #LINE_LIMIT} bytes, and drops the blanks at its end.
   * A longer line may still begin with a valid word. Letters beyond ASCII stand in texts alone, and
   * come in any encoding: each byte of them becomes the same sign, so that none ends the line.
   *
   * @throws EOFException when the peer closed before the line was complete
   */
  String hearLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    endless = true;
    while (endless && line.size() < LINE_LIMIT) {
      int next = hear();
      endless = next != '\n';
      if (endless) {
        line.write(next);
      }
    }
    String text = line.toString(StandardCharsets.US_ASCII).stripTrailing().replace('\r', ' ');
    greeting = greeting == null ? text.substring(0, Math.min(QUOTED, text.length())) : greeting;
    return text;
  }

  /**
   * The result for a line that is not of the protocol.
   *
   * @param expected the word that should be there
   * @param line the last line from the peer
   */
  ProbeResult foreign(String expected, String line) {
    return ProbeResult.foreign(
        "expected %s, got%s: %s"
            .formatted(
                expected,
                endless ? " more than %,d bytes without a line's end".formatted(LINE_LIMIT) : "",
                line));
  }

  /** The next byte, 0 to 255, which stays to be heard. */
  int peek() throws IOException {
    if (ahead == null) {
      ahead = hear();
    }
    return ahead;
  }

  /** One byte, 0 to 255. */
  int hear() throws IOException {
    if (ahead != null) {
      int next = ahead;
      ahead = null;
      return next;
    }
    return taking(
        () -> {
          int next = socket.getInputStream().read();
          if (next < 0) {
            throw new EOFException("the peer closed the connection");
          }
          shaken = false;
          return next;
        });
  }

  /** The peer's bytes as a stream, within the same budget; the end is an {@link EOFException}. */
  InputStream heard() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return hear();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        buffer[offset] = (byte) hear();
        return 1;
      }
    };
  }

  private <T> T taking(Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (SocketTimeoutException silence) {
      throw fail(takenBeforeTls == null ? held() : stalled(connection.taken() - takenBeforeTls));
    } catch (IOException other) {
      throw fail(
          connection
              .flood()
              .<IOException>map(flood -> flood)
              .or(() -> TlsRefusedException.of(other, handshake()))
              .or(() -> closedBeforeAWord(other))
              .orElse(other));
    }
  }

  /** TLS calls it a failed handshake, although nothing answered, or the end came in its middle. */
  private Optional<IOException> closedBeforeAWord(IOException error) {
    return error instanceof SSLException
            && (connection.taken() == 0 || ENDED.equals(error.getMessage()))
        ? Optional.of(new EOFException(error.getMessage()))
        : Optional.empty();
  }

  private TlsRefusedException.Handshake handshake() {
    return new TlsRefusedException.Handshake(
        connection.isInTls(), witness != null && witness.askedForCertificate(), shaken);
  }

  /** The evidence tells a slow peer from a silent one. */
  private HeldConnectionException held() {
    return new HeldConnectionException(
        connection.taken() == 0
            ? "connected, then silence"
            : "connected%s, got %,d bytes, then no complete answer in time"
                .formatted(greeted(), connection.taken()),
        connection.taken() > 0);
  }

  private StalledHandshakeException stalled(int taken) {
    return new StalledHandshakeException(
        "connected%s, TLS began, then %s"
            .formatted(
                greeted(), taken == 0 ? "silence" : "%,d bytes of it and silence".formatted(taken)),
        connection.taken() > 0);
  }

  private String greeted() {
    return greeting == null ? "" : ", greeted with " + greeting;
  }

  /**
   * A failure while the probe itself is slow says nothing about the peer; a refusal in TLS does.
   */
  private IOException fail(IOException reported) {
    Duration ownWork = budget.ownWork();
    boolean isSlow = ownWork.compareTo(SLOW) > 0 && !isRefusal(reported);
    failure = isSlow ? new SlowProbeException(ownWork, reported) : reported;
    return failure;
  }

  private static boolean isRefusal(IOException reported) {
    return reported instanceof TlsRefusedException refusal && !refusal.isPerhapsImpatience();
  }

  /** Why the conversation failed, where a library hides the exception. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** An error at the end changes nothing about what was read before. */
  @Override
  public void close() {
    try (connection) {
      socket.close();
    } catch (IOException over) {
      return;
    }
  }

  @FunctionalInterface
  private interface Step<T> {
    T take() throws IOException;
  }
}
