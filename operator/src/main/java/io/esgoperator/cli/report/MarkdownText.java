package io.esgoperator.cli.report;

import io.esgoperator.model.PlainText;

/** Escapes text for a Markdown table cell, so that it is shown as it is. */
public final class MarkdownText {
  /**
   * Characters that begin markup within a line (CommonMark section 2.4), and the bar between cells.
   */
  private static final String MARKUP = "\\`*_[]<>&|~!";

  private MarkdownText() {}

  public static String of(String text) {
    StringBuilder escaped = new StringBuilder();
    PlainText.line(text)
        .chars()
        .forEach(
            letter -> {
              if (MARKUP.indexOf(letter) >= 0) {
                escaped.append('\\');
              }
              escaped.append((char) letter);
            });
    return escaped.toString();
  }

  /** As inline code, unless the text contains a backtick. */
  static String code(String text) {
    return text.indexOf('`') >= 0 ? of(text) : "`" + PlainText.line(text) + "`";
  }
}
