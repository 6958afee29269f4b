package io.esgoperator.cli.outside;

/** Input that cannot be probed; the message says what is wrong and what to write instead. */
final class BadInputException extends Exception {
  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }
}
