package io.esgoperator.api.v1alpha1;

/** CEL expressions that more than one field uses. */
final class Rules {
  /**
   * RFC 1123 labels, at least two, the last one not all digits (so that no IPv4 address passes).
   */
  private static final String IS_HOST_NAME =
      ".matches('^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?[.])+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?[.]?$')";

  static final String HOST_NAME = "self" + IS_HOST_NAME;
  static final String EVERY_HOST_NAME = "self.all(name, name" + IS_HOST_NAME + ")";
  static final String TARGET = "isIP(self) || " + HOST_NAME;
  static final String EVERY_TARGET =
      "self.all(path, self[path].all(target, isIP(target) || target" + IS_HOST_NAME + "))";

  static final String DURATION = "self.matches('^([0-9]+[hms])+$')";

  /** Before a rule on how long it is, so that a text that is none breaks one rule only. */
  static final String UNLESS_DURATION = "!" + DURATION + " || ";

  private Rules() {}
}
