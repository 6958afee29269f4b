package io.esgoperator.observe.page;

import java.time.temporal.ChronoUnit;

/** The HTML around the content of every page. */
record HtmlDocument(Stylesheet style) {
  private static final String DOCUMENT =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>%s</title>
      <link rel="icon" href="data:,">
      <style>%s</style>
      </head>
      <body>
      <header><a href="/">esg-operator</a> <span>Paths of email security gateways</span></header>
      <main>
      %s%s</main>
      <footer><p>As of <time datetime="%s">%s UTC</time>, told by %s. Reload for newer.</p></footer>
      </body>
      </html>
      """;

  private static final Markup STALE =
      new Markup(
          """
          <p class="notice" role="alert"><b>Out of date.</b> The operator does not hear from the API server; \
          this is what it knew last.</p>
          """);

  /** A whole document. */
  String around(Markup content, String title, Snapshot snapshot) {
    return Markup.of(
            DOCUMENT,
            title,
            new Markup(style.css()),
            snapshot.follows() ? Markup.NOTHING : STALE,
            content,
            snapshot.taken().truncatedTo(ChronoUnit.SECONDS),
            TimeElement.calendar(snapshot.taken()),
            snapshot.process())
        .html();
  }
}
