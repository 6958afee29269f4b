package io.esgoperator.manifest.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of a time that the tag {@code !!timestamp} takes. */
final class Timestamps {
  private static final String DATE = "(\\d{4})-(\\d{1,2})-(\\d{1,2})";
  private static final String TIME = "([01]?\\d|2[0-3]):[0-5]?\\d:[0-5]?\\d(?:[.,]\\d+)?";
  private static final String ZONE = "(?:Z|[-+](?:[01]\\d|2[0-4]):(?:[0-5]\\d|60))";
  private static final Pattern FORM =
      Pattern.compile("%s(?:[Tt]%s%s| +%s)?".formatted(DATE, TIME, ZONE, TIME));

  private Timestamps() {}

  static boolean isOne(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        && isDay(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)));
  }

  private static boolean isDay(int year, int month, int day) {
    try {
      LocalDate.of(year, month, day);
      return true;
    } catch (DateTimeException noDay) {
      return false;
    }
  }
}
