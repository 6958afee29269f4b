package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Values by the core schema of YAML 1.2.2 (section 10.3); a number that is too long is a text. */
final class Scalars {
  private static final int LONGEST_NUMBER = 40;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ScalarResolver resolver = new CoreSchema().getScalarResolver();

  JsonNode read(ScalarEvent event) {
    String text = event.getValue();
    if (!event.isPlain() || event.getTag().filter(Tag.STR.getValue()::equals).isPresent()) {
      return NODES.textNode(text);
    }
    Tag tag = resolver.resolve(text, event.getImplicit().canOmitTagInPlainScalar());
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(text.equalsIgnoreCase("true"));
    }
    boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
    return number && text.length() <= LONGEST_NUMBER ? number(text) : NODES.textNode(text);
  }

  /** Text that looks like a number and that JSON does not have, such as .inf, stays a text. */
  private static JsonNode number(String text) {
    try {
      if (text.startsWith("0x")) {
        return whole(new BigInteger(text.substring(2), 16));
      }
      if (text.startsWith("0o")) {
        return whole(new BigInteger(text.substring(2), 8));
      }
      return text.chars().anyMatch(letter -> ".eE".indexOf(letter) >= 0)
          ? NODES.numberNode(new BigDecimal(text).doubleValue())
          : whole(new BigInteger(text));
    } catch (NumberFormatException noNumber) {
      return NODES.textNode(text);
    }
  }

  private static JsonNode whole(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return NODES.numberNode(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? NODES.numberNode(number.longValue())
        : NODES.numberNode(number);
  }
}
