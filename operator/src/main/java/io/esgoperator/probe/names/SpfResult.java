package io.esgoperator.probe.names;

import java.util.Locale;

/**
 * The result of check_host() (RFC 7208 section 2.6).
 *
 * @param why of an error; the record of another result; empty without both
 */
record SpfResult(Kind kind, String why) {
  /** The results, by their names. */
  enum Kind {
    Pass,
    Fail,
    SoftFail,
    Neutral,
    None,
    TempError,
    PermError;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An evaluation that ends by an error. */
  static final class ErrorException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient SpfResult result;

    private ErrorException(SpfResult result) {
      super(result.why(), null, false, false);
      this.result = result;
    }

    SpfResult result() {
      return result;
    }
  }

  static ErrorException permanent(String why) {
    return new ErrorException(new SpfResult(Kind.PermError, why));
  }

  static ErrorException temporary(String why) {
    return new ErrorException(new SpfResult(Kind.TempError, why));
  }
}
