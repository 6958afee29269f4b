package io.esgoperator.probe;

/** The connection opened, TLS began on it, and the peer then stayed silent. */
public final class StalledHandshakeException extends HeldConnectionException {
  /** The message where not a byte came. */
  public static final String SILENCE = "connected, TLS began, then silence";

  private static final long serialVersionUID = 1L;

  public StalledHandshakeException(String message) {
    super(message);
  }
}
