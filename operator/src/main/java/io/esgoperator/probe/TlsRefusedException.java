package io.esgoperator.probe;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * The peer answered in TLS, and refused: an alert (RFC 8446 section 6), or a version that the probe
 * does not speak. That is a word of the protocol, so the path is open.
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

  /** Keys, ciphers or a renegotiation that Java takes for too weak. */
  private static final Pattern WEAK =
      Pattern.compile("does not comply to algorithm constraints|nsafe renegotiation");

  private static final String CERTIFICATE = ": it asks for a client certificate";

  private static final Map<String, String> MEANINGS =
      Map.of(
          "certificate_required",
          CERTIFICATE,
          "bad_certificate",
          CERTIFICATE,
          "handshake_failure",
          ": it asks for a client certificate, or for other ciphers",
          "protocol_version",
          ": it speaks neither TLS 1.2 nor 1.3");

  private TlsRefusedException(String message) {
    super(message);
  }

  /** Whether the peer may want a client certificate: it has taken all else. */
  public boolean asksForCertificate() {
    return getMessage().contains(CERTIFICATE);
  }

  /**
   * The refusal in an error of the connection, if it is one.
   *
   * @param asked whether the peer has asked for a client certificate: a reset may overtake its
   *     alert
   */
  public static Optional<TlsRefusedException> of(IOException error, boolean asked) {
    String message = String.valueOf(error.getMessage());
    Matcher alert = ALERT.matcher(message);
    if (error instanceof SSLException && alert.find()) {
      String name = alert.group(1);
      return refusal("TLS alert " + name + (asked ? CERTIFICATE : MEANINGS.getOrDefault(name, "")));
    }
    Matcher version = VERSION.matcher(message);
    if (error instanceof SSLException && version.find()) {
      return refusal("TLS in version " + version.group(1) + ", which the probe does not speak");
    }
    if (error instanceof SSLException && CLOSE.matcher(message).find()) {
      return refusal("TLS alert close_notify");
    }
    if (error instanceof SSLException && WEAK.matcher(message).find()) {
      return refusal("TLS, which the probe does not accept: " + message);
    }
    return asked ? refusal("TLS, and then the connection ended" + CERTIFICATE) : Optional.empty();
  }

  private static Optional<TlsRefusedException> refusal(String message) {
    return Optional.of(new TlsRefusedException(message));
  }
}
