package io.esgoperator.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;

/**
 * The peer answered in TLS, and refused: an alert (RFC 8446 section 6), a version that the probe
 * does not speak, or the connection's end behind a handshake. That is a word of the protocol, so
 * the path is open.
 */
public final class TlsRefusedException extends SSLException {
  private static final long serialVersionUID = 1L;

  /**
   * As the JDK tells an alert, which it takes for an end during the handshake even as a warning.
   */
  private static final Pattern ALERT =
      Pattern.compile(
          "(?:Received fatal alert: |received handshake warning: |(?=Unknown alert))(\\w+)");

  private static final Pattern CLOSE =
      Pattern.compile("Received (?:fatal )?(close_notify|user_canceled)");

  private static final Pattern VERSION =
      Pattern.compile("server selected protocol version (\\w+) is not accepted");

  private static final String ENDED = "TLS, and then the connection ended";

  private static final String CERTIFICATE = ": it asks for a client certificate";

  private static final String OLD = "protocol_version";

  /** Alerts by which servers ask for one; the last stands for much else, too. */
  private static final Set<String> FOR_CERTIFICATE =
      Set.of("certificate_required", "bad_certificate", "handshake_failure");

  private static final Map<String, String> MEANINGS =
      Map.of(
          "certificate_required",
          CERTIFICATE,
          "bad_certificate",
          CERTIFICATE,
          "handshake_failure",
          ": it asks for a client certificate, or for other ciphers",
          OLD,
          ": it speaks neither TLS 1.2 nor 1.3");

  /** How the peer took its leave. */
  private enum Leave {
    REFUSED,
    GOODBYE,
    ENDED
  }

  private final Leave leave;
  private final boolean asksForCertificate;
  private final boolean ofVersion;

  private TlsRefusedException(String message, Leave leave, boolean asksForCertificate) {
    this(message, leave, asksForCertificate, false);
  }

  private TlsRefusedException(
      String message, Leave leave, boolean asksForCertificate, boolean ofVersion) {
    super(message);
    this.leave = leave;
    this.asksForCertificate = asksForCertificate;
    this.ofVersion = ofVersion;
  }

  /** Whether the peer may have ended it because it waited too long for the probe. */
  public boolean isPerhapsImpatience() {
    return leave != Leave.REFUSED;
  }

  /** Whether the peer may want a client certificate: it has taken all else. */
  public boolean asksForCertificate() {
    return asksForCertificate;
  }

  /**
   * Whether it is surely the server's own, however well the server is known: one that has shown its
   * trusted certificate and demands one, or one that speaks older versions alone.
   *
   * @param trusted whether it has shown a certificate that is trusted
   * @param modern whether it is known to speak a version that the probe speaks
   */
  public boolean isServersOwn(boolean trusted, boolean modern) {
    return ofVersion ? !modern : trusted && asksForCertificate;
  }

  /**
   * The refusal in an error of the connection, if it is one.
   *
   * @param handshake how far it came
   */
  public static Optional<TlsRefusedException> of(IOException error, Handshake handshake) {
    boolean asked = handshake.asked();
    String message = String.valueOf(error.getMessage());
    Matcher alert = ALERT.matcher(message);
    if (error instanceof SSLException && alert.find()) {
      String name = alert.group(1);
      String alerted =
          "TLS alert " + name + (asked ? CERTIFICATE : MEANINGS.getOrDefault(name, ""));
      return name.equals(OLD)
          ? ofVersion(alerted)
          : refusal(alerted, asked || FOR_CERTIFICATE.contains(name));
    }
    Matcher version = VERSION.matcher(message);
    if (error instanceof SSLException && version.find()) {
      return ofVersion("TLS in version " + version.group(1) + ", which the probe does not speak");
    }
    if (error instanceof SSLException && CLOSE.matcher(message).find()) {
      return Optional.of(new TlsRefusedException("TLS alert close_notify", Leave.GOODBYE, false));
    }
    if (handshake.begun() && isOfTls(error) && !isEnd(error.getCause())) {
      return refusal("TLS, which the probe does not accept: " + message, false);
    }
    if (asked) {
      return refusal(ENDED + CERTIFICATE, true);
    }
    return handshake.complete() && (isEnd(error) || isEnd(error.getCause()))
        ? Optional.of(new TlsRefusedException(ENDED, Leave.ENDED, false))
        : Optional.empty();
  }

  /** In the handshake, or in what follows in its manner: keys, ciphers, lengths, numbers. */
  private static boolean isOfTls(IOException error) {
    return error instanceof SSLHandshakeException || error instanceof SSLProtocolException;
  }

  private static boolean isEnd(Throwable error) {
    return error instanceof EOFException || error instanceof SocketException;
  }

  private static Optional<TlsRefusedException> ofVersion(String message) {
    return Optional.of(new TlsRefusedException(message, Leave.REFUSED, false, true));
  }

  private static Optional<TlsRefusedException> refusal(String message, boolean forCertificate) {
    return Optional.of(new TlsRefusedException(message, Leave.REFUSED, forCertificate));
  }

  /** The error that it is of a peer that is known to go on behind the handshake. */
  public IOException ofKnownPeer() {
    return leave == Leave.ENDED ? new EOFException(getMessage()) : new SSLException(getMessage());
  }

  /**
   * How far a handshake came.
   *
   * @param begun whether the peer has said its hello: what Java then does not take is TLS all the
   *     same, such as a weak key or a chain of twelve certificates
   * @param asked whether the peer has asked for a client certificate: a reset may overtake its
   *     alert
   * @param complete whether it is, and nothing has come after it
   */
  public record Handshake(boolean begun, boolean asked, boolean complete) {}
}
