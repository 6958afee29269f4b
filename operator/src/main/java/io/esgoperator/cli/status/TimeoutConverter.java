package io.esgoperator.cli.status;

import io.esgoperator.model.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration as the resource writes them. */
final class TimeoutConverter implements ITypeConverter<Duration> {
  private static final String FORM = "([0-9]{1,6}[hms]){1,3}";

  @Override
  public Duration convert(String text) {
    if (!text.matches(FORM) || Durations.parse(text).isZero()) {
      throw new TypeConversionException(
          "'%s' is no duration: write it like 30s, 5m or 1h30m.".formatted(text));
    }
    return Durations.parse(text);
  }
}
