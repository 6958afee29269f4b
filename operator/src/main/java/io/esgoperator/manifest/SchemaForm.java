package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.PodRules;
import io.esgoperator.manifest.kind.FieldFault;
import io.esgoperator.manifest.kind.Literals;
import io.esgoperator.model.Cidr;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks one value by itself against its schema: type, size and required fields. */
final class SchemaForm {
  private static final Map<String, String> WANTED =
      Map.of(
          "string", "a text (put it in quotes)",
          "integer", "a whole number",
          "boolean", "true or false",
          "array", "a list",
          "object", "a mapping");

  private static final Map<String, String> WORDS =
      Map.of(
          PodRules.LABEL_KEY_PATTERN,
          " is no label's key: write it like app or example.com/app.",
          PodRules.LABEL_VALUE_PATTERN,
          " is no label's value: write letters, digits, dashes, dots and underscores, such as"
              + " mail-gateway.",
          PodRules.QUANTITY_PATTERN,
          " is no quantity, or is negative: write it like 100m, 1 or 64Mi.");

  /** Beyond this the API server takes a number with a fraction or an exponent for no whole one. */
  private static final BigDecimal EXACT = BigDecimal.valueOf((1L << 53) - 1);

  // spotless:off
  private static final Map<String, String> FORMATS =
      Map.of(
          "int32",     " is no whole number of 32 bits: write a smaller one.",
          "cidr",      " is no network: write it like 10.0.0.0/8 or 2001:db8::/32.",
          "ipv4",      " is no IPv4 address: write it like 192.0.2.1.",
          "ipv6",      " is no IPv6 address: write it like 2001:db8::1.",
          "date-time", " is no time: write it like 2026-01-31T12:00:00Z.");

  // spotless:on

  /** Of texts without a bound of their own. */
  private static final int LONGEST_MATCHED = 10_000;

  private SchemaForm() {}

  /** The first complaint; by plain tests, since files have millions of values. */
  static Optional<FieldFault> of(JsonNode schema, JsonNode value) {
    Optional<String> fault = kind(schema, value);
    if (fault.isEmpty() && value.isObject()) {
      return fields(schema, value);
    }
    if (fault.isEmpty() && value.isArray()) {
      fault = repeated(schema, value).or(() -> size(schema, value, "Items", "entries"));
    } else if (fault.isEmpty() && value.isNumber()) {
      fault = range(schema, value).or(() -> format(schema, value));
    } else if (fault.isEmpty() && value.isTextual()) {
      fault =
          pattern(schema, value)
              .or(() -> format(schema, value))
              .or(() -> size(schema, value, "Length", "characters"));
    }
    return fault.map(FieldFault::here);
  }

  private static Optional<FieldFault> fields(JsonNode schema, JsonNode value) {
    return unknown(schema, value)
        .or(() -> size(schema, value, "Properties", "entries").map(FieldFault::here))
        .or(() -> missing(schema, value));
  }

  private static Optional<String> kind(JsonNode schema, JsonNode value) {
    if (schema.has("enum")) {
      List<String> all = texts(schema.path("enum"));
      return value.isTextual() && all.contains(value.asText())
          ? Optional.empty()
          : Optional.of(
              " is not one of %s: write it so."
                  .formatted(
                      all.stream()
                          .filter(word -> !word.isEmpty())
                          .collect(Collectors.joining(", "))));
    }
    if (schema.has("x-kubernetes-int-or-string")) {
      return value.isTextual() || isWhole(value)
          ? Optional.empty()
          : Optional.of(" is neither a whole number nor a text: put it in quotes.");
    }
    String type = schema.path("type").asText();
    return isOf(type, value)
        ? Optional.empty()
        : Optional.of(" is not %s: write it so.".formatted(WANTED.get(type)));
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> isWhole(value);
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  /** The API server takes 25.0 and 2.5e1 for whole numbers. */
  private static boolean isWhole(JsonNode value) {
    if (value.isIntegralNumber()) {
      return value.canConvertToLong();
    }
    return value.isNumber()
        && Double.isFinite(value.doubleValue())
        && value.doubleValue() == Math.rint(value.doubleValue())
        && value.decimalValue().abs().compareTo(EXACT) <= 0;
  }

  static Optional<FieldFault> unknown(JsonNode schema, JsonNode value) {
    JsonNode known = schema.path("properties");
    if (schema.has("additionalProperties")
        || schema.has("x-kubernetes-preserve-unknown-fields")
        || !schema.has("type")) {
      return Optional.empty();
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      if (!known.has(field.getKey())) {
        return Optional.of(new FieldFault(List.of(field.getKey()), noField(known)));
      }
    }
    return Optional.empty();
  }

  private static String noField(JsonNode known) {
    return known.isEmpty()
        ? " is no field there: remove it."
        : known.properties().stream()
            .map(Map.Entry::getKey)
            .sorted()
            .collect(Collectors.joining(", ", " is no field there: write one of ", "."));
  }

  private static Optional<String> range(JsonNode schema, JsonNode value) {
    long least = schema.path("minimum").asLong(Long.MIN_VALUE);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE);
    if (value.asLong() >= least && value.asLong() <= most) {
      return Optional.empty();
    }
    return Optional.of(
        schema.has("maximum")
            ? " is not within %d to %d: write a number that is.".formatted(least, most)
            : " is below %d: write a number that is not.".formatted(least));
  }

  /** A text that is too long is reported by its length: the pattern could overflow the stack. */
  private static Optional<String> pattern(JsonNode schema, JsonNode value) {
    String pattern = schema.path("pattern").asText("");
    return pattern.isEmpty()
            || value.asText().length() > schema.path("maxLength").asInt(LONGEST_MATCHED)
            || Pattern.compile(pattern.replaceFirst("[$]$", "\\\\z")).matcher(value.asText()).find()
        ? Optional.empty()
        : Optional.of(
            WORDS.getOrDefault(
                pattern, " does not have the form %s: write it so.".formatted(pattern)));
  }

  /** The formats that the API server asks of built-in numbers and times, and of custom kinds. */
  private static Optional<String> format(JsonNode schema, JsonNode value) {
    String format = schema.path("format").asText();
    boolean fits =
        switch (format) {
          case "int32" -> !value.isNumber() || value.asLong() == value.asInt();
          case "cidr" -> Cidr.network(value.asText()).isPresent();
          case "ipv4" -> Literals.isAddress(value.asText()) && value.asText().indexOf(':') < 0;
          case "ipv6" -> Literals.isAddress(value.asText()) && value.asText().indexOf(':') >= 0;
          case "date-time" -> isTime(value.asText());
          default -> true;
        };
    return fits ? Optional.empty() : Optional.of(FORMATS.get(format));
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException noTime) {
      return false;
    }
  }

  private static Optional<String> repeated(JsonNode schema, JsonNode value) {
    return "set".equals(schema.path("x-kubernetes-list-type").asText())
            && value.valueStream().distinct().count() < value.size()
        ? Optional.of(" has an entry twice: keep one of them.")
        : Optional.empty();
  }

  private static Optional<String> size(JsonNode schema, JsonNode value, String what, String unit) {
    int size =
        value.isTextual()
            ? value.asText().codePointCount(0, value.asText().length())
            : value.size();
    if (size < schema.path("min" + what).asInt(0)) {
      return Optional.of(" is empty: write it, or leave it out.");
    }
    int most = schema.path("max" + what).asInt(Integer.MAX_VALUE);
    return size > most
        ? Optional.of(
            most == 1
                ? " has more than one entry: keep one of them."
                : " has more than %d %s: shorten it.".formatted(most, unit))
        : Optional.empty();
  }

  private static Optional<FieldFault> missing(JsonNode schema, JsonNode value) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())
          && !schema.path("properties").path(name.asText()).has("default")) {
        return Optional.of(new FieldFault(List.of(name.asText()), " is missing: write it."));
      }
    }
    return Optional.empty();
  }

  static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
