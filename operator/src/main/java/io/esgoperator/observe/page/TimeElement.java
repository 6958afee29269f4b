package io.esgoperator.observe.page;

import io.esgoperator.model.Age;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Formats times: first how long ago, then the date and time in UTC. */
record TimeElement(Instant now) {
  private static final DateTimeFormatter CALENDAR =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** A time of the status, such as {@code 3 h ago, 2026-01-01 09:00:00}; empty for null. */
  Markup element(Instant time) {
    return time == null
        ? Markup.NOTHING
        : Markup.of(
            "<time datetime=\"%s\">%s ago<small>%s</small></time>",
            time, age(time), calendar(time));
  }

  /** How long ago, in one unit that no line break parts from its number. */
  String age(Instant time) {
    return Age.of(time, now).replace(' ', '\u00a0');
  }

  static String calendar(Instant time) {
    return CALENDAR.format(time);
  }
}
