package io.esgoperator.api.v1alpha1;

/** CEL expressions that more than one field uses. */
final class Rules {
  /**
   * RFC 1123 labels, at least two, the last one not all digits (so that no IPv4 address passes).
   */
  static final String HOST_NAME =
      "self.matches('^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?[.])+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?[.]?$')";

  private Rules() {}
}
