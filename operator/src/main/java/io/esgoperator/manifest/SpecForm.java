package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a schema says of one value by itself: its kind, its size, what has to be in it. */
final class SpecForm {
  private SpecForm() {}

  static Stream<SpecComplaint> of(JsonNode schema, JsonNode value) {
    if (!isOf(schema.path("type").asText(), value)) {
      return Stream.of(
          SpecComplaint.here(" is no %s: write one.".formatted(schema.path("type").asText())));
    }
    return Stream.concat(
        Stream.of(
                choice(schema.path("enum"), value),
                range(schema, value),
                size(schema, value, "minLength", "maxLength", "characters"),
                size(schema, value, "minItems", "maxItems", "entries"),
                size(schema, value, "minProperties", "maxProperties", "entries"))
            .flatMap(words -> words)
            .map(SpecComplaint::here),
        missing(schema.path("required"), value));
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isNumber() && value.canConvertToExactIntegral();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> true;
    };
  }

  private static Stream<String> choice(JsonNode choices, JsonNode value) {
    List<String> all =
        IntStream.range(0, choices.size()).mapToObj(choices::get).map(JsonNode::asText).toList();
    return all.isEmpty() || all.contains(value.asText())
        ? Stream.empty()
        : Stream.of(" is not one of %s: write it so.".formatted(String.join(", ", all)));
  }

  private static Stream<String> range(JsonNode schema, JsonNode value) {
    long least = schema.path("minimum").asLong(Long.MIN_VALUE);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE);
    return !value.isNumber() || value.asLong() >= least && value.asLong() <= most
        ? Stream.empty()
        : Stream.of(" is not within %d to %d: write a number that is.".formatted(least, most));
  }

  private static Stream<String> size(
      JsonNode schema, JsonNode value, String least, String most, String unit) {
    int size =
        value.isTextual()
            ? value.asText().codePointCount(0, value.asText().length())
            : value.size();
    if (size < schema.path(least).asInt(0)) {
      return Stream.of(" is empty: write it, or leave it out.");
    }
    return size > schema.path(most).asInt(Integer.MAX_VALUE)
        ? Stream.of(" has more than %d %s: shorten it.".formatted(schema.path(most).asInt(), unit))
        : Stream.empty();
  }

  private static Stream<SpecComplaint> missing(JsonNode required, JsonNode value) {
    return IntStream.range(0, required.size())
        .mapToObj(required::get)
        .map(JsonNode::asText)
        .filter(name -> !value.has(name))
        .map(name -> new SpecComplaint(List.of(name), " is missing: write it."));
  }
}
