package io.esgoperator.cli.status;

import io.esgoperator.api.v1alpha1.Verdict;
import java.util.Map;

/** Colours for a terminal (ECMA-48's SGR); one that is off leaves every text as it is. */
record Paint(boolean isOn) {
  private static final String BOLD = "1";
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";

  enum When {
    auto,
    always,
    never
  }

  /**
   * By the user's word, or by what the terminal can do.
   *
   * @param environment where NO_COLOR has any text, or TERM is dumb, {@code auto} is off
   */
  static Paint of(When when, Map<String, String> environment, boolean isTerminal) {
    return new Paint(
        switch (when) {
          case always -> true;
          case never -> false;
          case auto ->
              isTerminal
                  && environment.getOrDefault("NO_COLOR", "").isEmpty()
                  && !"dumb".equals(environment.get("TERM"));
        });
  }

  String heading(String text) {
    return in(BOLD, text);
  }

  String by(Verdict verdict, String text) {
    return switch (verdict) {
      case Open -> in(GREEN, text);
      case Unknown, Partial, Unstable -> in(YELLOW, text);
      default -> in(RED, text);
    };
  }

  /** By a condition's status, where True is good. */
  String by(String status, String text) {
    return switch (status) {
      case "True" -> in(GREEN, text);
      case "False" -> in(RED, text);
      default -> in(YELLOW, text);
    };
  }

  private String in(String colour, String text) {
    return isOn ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
  }
}
