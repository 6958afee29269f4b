package io.esgoperator.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the resource writes them: {@code 30s}, {@code 5m}, {@code 1h30m}. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]+)([hms])");

  private Durations() {}

  public static Duration parse(String text) {
    Duration sum = Duration.ZERO;
    Matcher parts = PART.matcher(text);
    while (parts.find()) {
      long amount = Long.parseLong(parts.group(1));
      sum =
          switch (parts.group(2)) {
            case "h" -> sum.plusHours(amount);
            case "m" -> sum.plusMinutes(amount);
            default -> sum.plusSeconds(amount);
          };
    }
    return sum;
  }
}
