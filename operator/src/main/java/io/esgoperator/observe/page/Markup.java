package io.esgoperator.observe.page;

import io.esgoperator.model.PlainText;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * HTML that is safe to send. Every text put into a template is escaped, unless it is Markup
 * already; so only the templates can contain tags.
 */
record Markup(String html) {
  static final Markup NOTHING = new Markup("");

  /**
   * Fills a template.
   *
   * @param template HTML with a {@code %s} for each part
   * @param parts texts, or Markup; null is empty
   */
  static Markup of(String template, Object... parts) {
    return new Markup(template.formatted(Stream.of(parts).map(Markup::safe).toArray()));
  }

  static Markup text(String text) {
    return new Markup(safe(text));
  }

  /** A table that may be wider than the window: it scrolls in its own region, by keyboard too. */
  static Markup scrolling(String label, Markup table) {
    return of(
        """
        <div class="scroll" role="region" aria-label="%s" tabindex="0">
        %s</div>
        """,
        label, table);
  }

  /** Concatenates them. */
  static Collector<Markup, ?, Markup> joined() {
    return Collectors.collectingAndThen(
        Collectors.mapping(Markup::html, Collectors.joining()), Markup::new);
  }

  private static String safe(Object part) {
    if (part instanceof Markup markup) {
      return markup.html;
    }
    return part == null
        ? ""
        : PlainText.lines(part.toString())
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
  }
}
