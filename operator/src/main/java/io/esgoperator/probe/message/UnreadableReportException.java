package io.esgoperator.probe.message;

/** A probe's result that is cut, changed or of another version. */
public final class UnreadableReportException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean cut;

  private UnreadableReportException(String message, boolean cut) {
    super(message);
    this.cut = cut;
  }

  /** A part of the message is missing, or all of it. */
  public static UnreadableReportException cut() {
    return new UnreadableReportException("the probe's result is cut or missing", true);
  }

  /**
   * The message is whole, but no probe writes such a message.
   *
   * @param why what is wrong, without quoting the message
   */
  public static UnreadableReportException malformed(String why) {
    return new UnreadableReportException(why, false);
  }

  /** Whether the message is not whole. */
  public boolean isCut() {
    return cut;
  }
}
