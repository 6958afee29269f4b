package io.esgoperator.probe;

import java.io.IOException;

/** The peer went over a bound of the conversation, in bytes, lines or datagrams. */
public final class FloodException extends IOException {
  private static final long serialVersionUID = 1L;

  /** {@code evidence} is what came, such as "more than 128 lines in one reply". */
  public FloodException(String evidence) {
    super(evidence);
  }
}
