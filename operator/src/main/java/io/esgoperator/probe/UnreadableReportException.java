package io.esgoperator.probe;

/** A probe's result that is cut, changed or of another version. */
public final class UnreadableReportException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnreadableReportException(String message) {
    super(message);
  }
}
