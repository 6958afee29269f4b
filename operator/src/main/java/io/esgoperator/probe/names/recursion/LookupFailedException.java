package io.esgoperator.probe.names.recursion;

/** A look-up ends without a fact. */
final class LookupFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  LookupFailedException(String why) {
    super(why);
  }
}
