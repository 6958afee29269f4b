package io.esgoperator.observe.page;

import java.util.List;
import java.util.stream.Stream;

/** Names with their values; unknown values are left out. */
record Facts(List<Markup> facts) {
  static Facts of() {
    return new Facts(List.of());
  }

  /** Adds a text or HTML, unless it is null or empty. */
  Facts and(String name, Object value) {
    Markup told = Markup.of("%s", value);
    return told.html().isEmpty()
        ? this
        : new Facts(
            Stream.concat(
                    facts.stream(),
                    Stream.of(Markup.of("<div><dt>%s</dt><dd>%s</dd></div>", name, told)))
                .toList());
  }

  Markup markup() {
    return facts.isEmpty()
        ? Markup.NOTHING
        : Markup.of("<dl class=\"facts\">%s</dl>", facts.stream().collect(Markup.joined()));
  }
}
