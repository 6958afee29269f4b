package io.esgoperator.manifest;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.PodRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantities as the API server reads them (k8s.io/apimachinery, pkg/api/resource): in whole
 * billionths, rounded up, and no more than 2^63 - 1.
 */
final class Quantities {
  private static final Pattern FORM = Pattern.compile(PodRules.QUANTITY_PATTERN);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int DIGITS_KEPT = 9;
  private static final int NUMBER = 1;
  private static final int UNIT = 2;

  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          entry("n", BigDecimal.valueOf(1, 9)),
          entry("u", BigDecimal.valueOf(1, 6)),
          entry("m", BigDecimal.valueOf(1, 3)),
          entry("k", BigDecimal.valueOf(1, -3)),
          entry("M", BigDecimal.valueOf(1, -6)),
          entry("G", BigDecimal.valueOf(1, -9)),
          entry("T", BigDecimal.valueOf(1, -12)),
          entry("P", BigDecimal.valueOf(1, -15)),
          entry("E", BigDecimal.valueOf(1, -18)),
          entry("Ki", BigDecimal.valueOf(1L << 10)),
          entry("Mi", BigDecimal.valueOf(1L << 20)),
          entry("Gi", BigDecimal.valueOf(1L << 30)),
          entry("Ti", BigDecimal.valueOf(1L << 40)),
          entry("Pi", BigDecimal.valueOf(1L << 50)),
          entry("Ei", BigDecimal.valueOf(1L << 60)));

  private Quantities() {}

  /** A whole number that is not negative, or a text that is a quantity. */
  static boolean isQuantity(JsonNode value) {
    return value.isIntegralNumber()
        ? value.bigIntegerValue().signum() >= 0
        : value.isTextual() && FORM.matcher(value.asText()).matches();
  }

  /** Whether a quantity is at most as large as another. */
  static boolean isWithin(JsonNode part, JsonNode whole) {
    return amount(part.asText()).compareTo(amount(whole.asText())) <= 0;
  }

  private static BigDecimal amount(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no quantity: " + text);
    }
    BigDecimal number = new BigDecimal(parts.group(NUMBER));
    String unit = parts.group(UNIT);
    return number
        .multiply(unit == null ? BigDecimal.ONE : factor(unit))
        .setScale(DIGITS_KEPT, RoundingMode.CEILING)
        .min(MOST);
  }

  private static BigDecimal factor(String unit) {
    BigDecimal named = UNITS.get(unit);
    return named == null
        ? BigDecimal.ONE.scaleByPowerOfTen(Integer.parseInt(unit.substring(1)))
        : named;
  }
}
