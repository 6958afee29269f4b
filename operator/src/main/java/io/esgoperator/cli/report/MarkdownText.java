package io.esgoperator.cli.report;

import io.esgoperator.model.PlainText;
import java.util.regex.Pattern;

/** Escapes text for a Markdown table cell, so that it is shown as it is. */
public final class MarkdownText {
  /**
   * Characters that begin markup within a line (CommonMark section 2.4), and the bar between cells.
   */
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>&|~!]");

  private MarkdownText() {}

  public static String of(String text) {
    return MARKUP.matcher(PlainText.line(text)).replaceAll("\\\\$0");
  }

  /** As inline code, unless the text contains a backtick. */
  static String code(String text) {
    return text.indexOf('`') >= 0 ? of(text) : "`" + PlainText.line(text) + "`";
  }
}
