package io.esgoperator.observe.page;

/** A table that may be wider than its window, and moves within its own frame, by keyboard too. */
final class Scrolling {
  private Scrolling() {}

  static Markup of(String label, Markup table) {
    return Markup.of(
        """
        <div class="scroll" role="region" aria-label="%s" tabindex="0">
        %s</div>
        """,
        label, table);
  }
}
