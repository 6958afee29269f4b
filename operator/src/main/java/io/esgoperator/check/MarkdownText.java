package io.esgoperator.check;

import io.esgoperator.catalog.PlainText;

/** Text that Markdown shows as it is: no markup, no HTML, no end of a cell. */
final class MarkdownText {
  /** What begins markup within a line (CommonMark section 2.4), and the bar between cells. */
  private static final String MARKUP = "\\`*_[]<>&|~!";

  private MarkdownText() {}

  static String of(String text) {
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

  /** As code, unless it would end the code by itself. */
  static String code(String text) {
    return text.indexOf('`') >= 0 ? of(text) : "`" + PlainText.line(text) + "`";
  }
}
