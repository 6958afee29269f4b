package io.esgoperator.manifest.yaml;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scalar stands for: {@code resolve} of go.yaml.in/yaml/v2, by which sigs.k8s.io/yaml reads.
 * It has YAML 1.1's names and whole numbers, and no numbers to the base of 60.
 */
public final class Scalars {
  private static final String PREFIX = "tag:yaml.org,2002:";
  private static final String STR = PREFIX + "str";
  private static final String BOOL = PREFIX + "bool";
  private static final String INT = PREFIX + "int";
  private static final String FLOAT = PREFIX + "float";
  private static final String NULL = PREFIX + "null";
  private static final String TIMESTAMP = PREFIX + "timestamp";
  private static final String BINARY = PREFIX + "binary";

  private static final String DATE = "(\\d{4})-(\\d{1,2})-(\\d{1,2})";
  private static final String TIME = "([01]?\\d|2[0-3]):[0-5]?\\d:[0-5]?\\d(?:[.,]\\d+)?";
  private static final String ZONE = "(?:Z|[-+](?:[01]\\d|2[0-4]):(?:[0-5]\\d|60))";

  /** The forms of a time that the tag {@code !!timestamp} takes. */
  private static final Pattern TIMES =
      Pattern.compile("%s(?:[Tt]%s%s| +%s)?".formatted(DATE, TIME, ZONE, TIME));

  // spotless:off
  private static final Map<String, YamlScalar> NAMES =
      named(
          Map.of(
              List.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"),     new YamlScalar(true),
              List.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"),  new YamlScalar(false),
              List.of("", "~", "null", "Null", "NULL"),                                             new YamlScalar(null),
              List.of(".nan", ".NaN", ".NAN"),                                                      new YamlScalar(Double.NaN),
              List.of(".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"),                           new YamlScalar(Double.POSITIVE_INFINITY),
              List.of("-.inf", "-.Inf", "-.INF"),                                                   new YamlScalar(Double.NEGATIVE_INFINITY)));
  // spotless:on

  private Scalars() {}

  private static Map<String, YamlScalar> named(Map<List<String>, YamlScalar> values) {
    Map<String, YamlScalar> named = new HashMap<>();
    values.forEach((names, value) -> names.forEach(name -> named.put(name, value)));
    return Map.copyOf(named);
  }

  /**
   * Reads one; an unknown tag makes it a text.
   *
   * @param tag in full, such as tag:yaml.org,2002:int, or null
   * @param isPlain whether it has no quotes and is no block
   * @return empty where the text is none of the tag's
   */
  public static Optional<YamlScalar> read(String tag, String text, boolean isPlain) {
    if (tag == null) {
      return Optional.of(isPlain ? plain(text) : new YamlScalar(text));
    }
    return switch (tag) {
      case BOOL -> plainOf(Boolean.class, text);
      case INT -> plainOf(Long.class, text).or(() -> plainOf(BigInteger.class, text));
      case FLOAT -> plainOf(Double.class, text).or(() -> decimal(text));
      case NULL -> Optional.of(plain(text)).filter(scalar -> scalar.value() == null);
      case TIMESTAMP -> Optional.of(new YamlScalar(text)).filter(time -> isTime(text));
      case BINARY -> decoded(text);
      default -> Optional.of(new YamlScalar(text));
    };
  }

  /** As it is written: !!int. */
  public static String shortTag(String tag) {
    return tag.replace(PREFIX, "!!");
  }

  private static boolean isTime(String text) {
    Matcher day = TIMES.matcher(text);
    if (!day.matches()) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(day.group(1)),
          Integer.parseInt(day.group(2)),
          Integer.parseInt(day.group(3)));
      return true;
    } catch (DateTimeException noDay) {
      return false;
    }
  }

  private static Optional<YamlScalar> plainOf(Class<?> type, String text) {
    return Optional.of(plain(text)).filter(scalar -> type.isInstance(scalar.value()));
  }

  private static Optional<YamlScalar> decimal(String text) {
    return plainOf(Long.class, text)
        .map(scalar -> new YamlScalar(((Long) scalar.value()).doubleValue()));
  }

  private static YamlScalar plain(String text) {
    YamlScalar named = NAMES.get(text);
    if (named != null) {
      return named;
    }
    char first = text.charAt(0);
    Optional<Object> number = Optional.empty();
    if (first == '.') {
      number = Numbers.readAfterPoint(text);
    } else if (first == '+' || first == '-' || first >= '0' && first <= '9') {
      number = Numbers.read(text);
    }
    return new YamlScalar(number.orElse(text));
  }

  /** Java's decoder also takes what lacks its padding; Go's does not, and skips line breaks. */
  private static Optional<YamlScalar> decoded(String text) {
    String digits = text.replaceAll("[\r\n]", "");
    if (digits.length() % 4 != 0) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(digits);
      return Optional.of(new YamlScalar(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }
}
