package io.esgoperator.resolve;

/** An answer with addresses that no host can have, such as a filter substitutes. */
final class UnusableAddressesException extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableAddressesException(String address) {
    super("the resolver answers " + address + ", an address that no host can have");
  }
}
