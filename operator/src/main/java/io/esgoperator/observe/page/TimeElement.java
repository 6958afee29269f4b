package io.esgoperator.observe.page;

import java.time.Duration;
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

  /** How long ago, in one unit; a time in the future is 0 s. */
  String age(Instant time) {
    Duration age = Duration.between(time, now);
    if (age.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, age.toSeconds()) + "\u00a0s";
    }
    if (age.compareTo(Duration.ofHours(1)) < 0) {
      return age.toMinutes() + "\u00a0min";
    }
    return age.compareTo(Duration.ofDays(2)) < 0
        ? age.toHours() + "\u00a0h"
        : age.toDays() + "\u00a0d";
  }

  static String calendar(Instant time) {
    return CALENDAR.format(time);
  }
}
