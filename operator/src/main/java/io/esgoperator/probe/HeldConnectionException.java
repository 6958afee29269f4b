package io.esgoperator.probe;

import java.net.SocketTimeoutException;

/** The TCP handshake completed, then the peer stayed silent for the rest of the time. */
public sealed class HeldConnectionException extends SocketTimeoutException
    permits StalledHandshakeException {
  /** The message where not a byte came. */
  public static final String SILENCE = "connected, then silence";

  private static final long serialVersionUID = 1L;

  public HeldConnectionException(String message) {
    super(message);
  }
}
