package io.esgoperator.observe.page;

/**
 * A table that may be wider than the window: it scrolls in a region of its own, by keyboard too.
 */
final class ScrollRegion {
  private ScrollRegion() {}

  static Markup of(String label, Markup table) {
    return Markup.of(
        """
        <div class="scroll" role="region" aria-label="%s" tabindex="0">
        %s</div>
        """,
        label, table);
  }
}
