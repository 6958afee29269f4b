package io.esgoperator.probe;

import java.net.SocketTimeoutException;

/** The TCP handshake completed, then the peer stayed silent for the rest of the time. */
public sealed class HeldConnectionException extends SocketTimeoutException
    permits StalledHandshakeException {
  private static final long serialVersionUID = 1L;

  private final boolean spoken;

  public HeldConnectionException(String message, boolean spoken) {
    super(message);
    this.spoken = spoken;
  }

  /** Whether bytes of the peer had come, which are not silence. */
  public boolean spoken() {
    return spoken;
  }
}
