package io.esgoperator.resolve;

/**
 * An answer of addresses at which nobody can be, such as a filter gives in the place of another.
 */
final class UnusableAddressesException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableAddressesException(String address) {
    super("the resolver says " + address + ", at which nobody can be reached");
  }
}
