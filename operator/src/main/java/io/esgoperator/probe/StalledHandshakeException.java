package io.esgoperator.probe;

/** The connection opened, TLS began on it, and the peer then stayed silent. */
public final class StalledHandshakeException extends HeldConnectionException {
  private static final long serialVersionUID = 1L;

  public StalledHandshakeException(String message, boolean spoken) {
    super(message, spoken);
  }
}
