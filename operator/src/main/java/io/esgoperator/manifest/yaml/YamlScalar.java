package io.esgoperator.manifest.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A scalar as kubectl holds it.
 *
 * @param value null, a Boolean, a Long, a BigInteger, a Double or a String
 */
public record YamlScalar(Object value) {
  private static final double WHOLE_BELOW = 0x1p63;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** In JSON; a whole number has no fraction there. Empty for .inf and .nan, which JSON lacks. */
  public Optional<JsonNode> json() {
    if (value == null) {
      return Optional.of(NODES.nullNode());
    }
    if (value instanceof Boolean bool) {
      return Optional.of(NODES.booleanNode(bool));
    }
    if (value instanceof Long number) {
      return Optional.of(whole(number));
    }
    if (value instanceof BigInteger number) {
      return Optional.of(
          number.bitLength() < Long.SIZE
              ? whole(number.longValue())
              : NODES.numberNode(number.doubleValue()));
    }
    return value instanceof Double number
        ? Optional.of(number).filter(Double::isFinite).map(YamlScalar::decimal)
        : Optional.of(NODES.textNode((String) value));
  }

  /** Go writes a large whole number by its shortest digits, and the API server reads those. */
  private static JsonNode decimal(double number) {
    return number == Math.rint(number) && Math.abs(number) < WHOLE_BELOW
        ? whole(Numbers.shortest(number).longValue())
        : NODES.numberNode(number);
  }

  private static JsonNode whole(long number) {
    return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
  }

  /** As a field's name; empty for null and for a number of 2^63 or more, which kubectl refuses. */
  public Optional<String> key() {
    if (value == null || value instanceof BigInteger) {
      return Optional.empty();
    }
    return Optional.of(value instanceof Double number ? Numbers.key(number) : value.toString());
  }
}
