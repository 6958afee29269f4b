package io.esgoperator.model;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in one unit. */
public final class Age {
  private Age() {}

  /** {@code 5 s}, {@code 3 min}, {@code 47 h}, {@code 2 d}; a time in the future is 0 s. */
  public static String of(Instant time, Instant now) {
    Duration age = Duration.between(time, now);
    if (age.compareTo(Duration.ofMinutes(1)) < 0) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    if (age.compareTo(Duration.ofHours(1)) < 0) {
      return age.toMinutes() + " min";
    }
    return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h" : age.toDays() + " d";
  }
}
