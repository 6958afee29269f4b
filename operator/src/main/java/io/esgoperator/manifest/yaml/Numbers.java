package io.esgoperator.manifest.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as Go's strconv reads and writes them. */
final class Numbers {
  /**
   * A form of whole numbers.
   *
   * @param form its groups are the sign and the digits
   */
  private record Whole(int radix, Pattern form) {
    Whole(int radix, String form) {
      this(radix, Pattern.compile(form));
    }
  }

  // spotless:off
  private static final List<Whole> WHOLES =
      List.of(
          new Whole(2,  "([-+]?)0[bB]([01]+)"),
          new Whole(8,  "([-+]?)0[oO]([0-7]+)"),
          new Whole(16, "([-+]?)0[xX](\\p{XDigit}+)"),
          new Whole(8,  "([-+]?)(0[0-7]*)"),
          new Whole(10, "([-+]?)([1-9][0-9]*)"),
          new Whole(2,  "0b([-+])([01]+)"));
  // spotless:on

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern POINT_FIRST =
      Pattern.compile("\\.[0-9]+(_[0-9]+)*([eE][-+]?[0-9]+(_[0-9]+)*)?");

  private static final int MOST_BITS = Long.SIZE;
  private static final int DIGITS_OF_A_FLOAT = 9;
  private static final int DIGITS_OF_A_DOUBLE = 17;
  private static final int LEAST_EXPONENT = -4;
  private static final int MOST_EXPONENT = 5;

  private Numbers() {}

  /** Reads text that begins with a digit or a sign: a Long, a BigInteger or a Double. */
  static Optional<Object> read(String text) {
    String plain = text.replace("_", "");
    Optional<Object> whole =
        WHOLES.stream().flatMap(form -> whole(form, plain).stream()).findFirst();
    return whole.isPresent() ? whole : decimal(DECIMAL, plain);
  }

  /** Reads text that begins with a point. */
  static Optional<Object> readAfterPoint(String text) {
    return decimal(POINT_FIRST, text);
  }

  private static Optional<Object> whole(Whole whole, String text) {
    Matcher matcher = whole.form().matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String sign = matcher.group(1);
    String digits = matcher.group(2).replaceFirst("^0+(?=.)", "");
    if (digits.length() > MOST_BITS) {
      return Optional.empty();
    }
    BigInteger size = new BigInteger(digits, whole.radix());
    BigInteger number = sign.equals("-") ? size.negate() : size;
    if (number.bitLength() < MOST_BITS) {
      return Optional.of(number.longValue());
    }
    return sign.isEmpty() && number.bitLength() == MOST_BITS
        ? Optional.of(number)
        : Optional.empty();
  }

  /** A number beyond a double's range is a text. */
  private static Optional<Object> decimal(Pattern form, String text) {
    return Optional.of(text)
        .filter(form.asMatchPredicate())
        .map(number -> Double.valueOf(number.replace("_", "")))
        .filter(Double::isFinite)
        .map(Object.class::cast);
  }

  /** The name of a field that is a decimal: strconv.FormatFloat(number, 'g', -1, 32). */
  static String key(double number) {
    float rounded = (float) number;
    if (Float.isNaN(rounded)) {
      return ".nan";
    }
    String sign = Float.toString(rounded).startsWith("-") ? "-" : "";
    float size = Math.abs(rounded);
    if (Float.isInfinite(size)) {
      return sign + ".inf";
    }
    return sign
        + (size == 0
            ? "0"
            : written(shortest(size, DIGITS_OF_A_FLOAT, digits -> digits.floatValue() == size)));
  }

  /** The fewest digits that give the number back. */
  static BigDecimal shortest(double number) {
    return shortest(number, DIGITS_OF_A_DOUBLE, digits -> digits.doubleValue() == number);
  }

  private static BigDecimal shortest(double number, int most, Predicate<BigDecimal> isSame) {
    BigDecimal exact = new BigDecimal(number);
    BigDecimal shortest = exact;
    for (int digits = most; digits > 0; digits--) {
      BigDecimal shorter = exact.round(new MathContext(digits));
      if (!isSame.test(shorter)) {
        break;
      }
      shortest = shorter;
    }
    return shortest.stripTrailingZeros();
  }

  private static String written(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= LEAST_EXPONENT && exponent <= MOST_EXPONENT) {
      return number.toPlainString();
    }
    String digits = number.unscaledValue().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return "%s%se%+03d".formatted(digits.charAt(0), fraction, exponent);
  }
}
