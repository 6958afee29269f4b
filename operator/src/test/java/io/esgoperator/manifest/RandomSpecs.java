package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * Values of a schema's shape: every field, every border of a length and a number, and now and then
 * one that is null, unknown, missing, or of another kind. Most parts keep the rules of their place.
 */
final class RandomSpecs {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Numbers that a rule names, and that chance would not find. */
  private static final List<Integer> MAIL_PORTS = List.of(25, 465, 587);

  private static final int TRIES = 6;
  private static final int ONE_IN_WILD = 150;
  private static final int ONE_IN_LAWLESS = 60;

  private final Random random;
  private final RandomTexts texts;
  private final Map<JsonNode, List<String>> sound = new IdentityHashMap<>();

  RandomSpecs(Random random) {
    this.random = random;
    this.texts = new RandomTexts(random);
  }

  JsonNode of(JsonNode schema) {
    if (oneIn(ONE_IN_WILD)) {
      return wild();
    }
    return lawful(schema, () -> drawn(schema));
  }

  /** Drawn again until it keeps the rules of its own place; now and then it need not. */
  private JsonNode lawful(JsonNode schema, Supplier<JsonNode> draw) {
    JsonNode value = draw.get();
    for (int tries = 1; tries < TRIES && !isLawful(schema, value); tries++) {
      if (oneIn(ONE_IN_LAWLESS)) {
        break;
      }
      value = draw.get();
    }
    return value;
  }

  private static boolean isLawful(JsonNode schema, JsonNode value) {
    if (SchemaForm.of(schema, value).isPresent()) {
      return false;
    }
    return !SchemaWalk.isWellFormed(schema, value)
        || StreamSupport.stream(schema.path("x-kubernetes-validations").spliterator(), false)
            .allMatch(rule -> SpecRules.keeps(value, rule.path("rule").asText()));
  }

  /** Of the shape, and as its rules want it only by chance; what is in it keeps its own. */
  JsonNode drawn(JsonNode schema) {
    if (schema.has("x-kubernetes-int-or-string")) {
      return random.nextInt(4) == 0 ? integer(schema) : text(schema);
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "integer" -> integer(schema);
      default -> schema.has("enum") ? choice(schema.path("enum")) : text(schema);
    };
  }

  private JsonNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            field -> {
              boolean required =
                  schema.path("required").toString().contains("\"" + field.getKey() + "\"");
              if (required ? !oneIn(100) : random.nextInt(100) < 30) {
                object.set(field.getKey(), of(field.getValue()));
              }
            });
    if (schema.has("additionalProperties")) {
      int size = size(schema.path("maxProperties").asInt());
      for (int left = size; left > 0; left--) {
        object.set(size > 3 ? "key-" + left : texts.any(), of(schema.path("additionalProperties")));
      }
    } else if (oneIn(300)) {
      object.set("nosuch", wild());
    }
    return object;
  }

  private JsonNode array(JsonNode schema) {
    ArrayNode array = NODES.arrayNode();
    for (int left = size(schema.path("maxItems").asInt()); left > 0; left--) {
      array.add(of(schema.path("items")));
    }
    return array;
  }

  private int size(int most) {
    return oneIn(150) ? most - 1 + random.nextInt(3) : random.nextInt(4);
  }

  private JsonNode integer(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(Long.MAX_VALUE - 1);
    return switch (random.nextInt(12)) {
      case 0 -> NODES.numberNode(least - 1);
      case 1 -> NODES.numberNode(most + 1);
      case 2 -> NODES.numberNode(most);
      case 3 -> NODES.numberNode(least);
      case 4 -> number();
      case 5 -> NODES.numberNode(one(MAIL_PORTS));
      default -> NODES.numberNode(least + random.nextInt(65_535));
    };
  }

  private JsonNode number() {
    return one(
        List.of(
            NODES.numberNode(new BigDecimal("25.0")),
            NODES.numberNode(new BigDecimal("1E+3")),
            NODES.numberNode(new BigDecimal("2.5e1")),
            NODES.numberNode(new BigDecimal("0.5")),
            NODES.numberNode(new BigDecimal("-1.0")),
            NODES.numberNode(new BigDecimal("1E+16")),
            NODES.numberNode(new BigDecimal("1E+400")),
            NODES.numberNode(new BigInteger("99999999999999999999")),
            NODES.numberNode(new BigInteger("9223372036854775808")),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(-1),
            NODES.numberNode(0)));
  }

  private JsonNode wild() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> NODES.nullNode();
      case 2 -> NODES.objectNode();
      case 3 -> NODES.arrayNode();
      case 4 -> NODES.booleanNode(random.nextBoolean());
      case 5 -> NODES.arrayNode().add(NODES.nullNode());
      case 6 -> NODES.objectNode().set("nosuch", NODES.nullNode());
      case 7 -> number();
      default -> NODES.textNode(texts.any());
    };
  }

  private JsonNode text(JsonNode schema) {
    if (oneIn(12)) {
      return NODES.textNode(texts.atBorder(schema));
    }
    List<String> fitting = sound.computeIfAbsent(schema, RandomSpecs::fitting);
    return NODES.textNode(fitting.isEmpty() || random.nextInt(4) == 0 ? texts.any() : one(fitting));
  }

  private static List<String> fitting(JsonNode schema) {
    return RandomTexts.ALL.stream().filter(text -> isLawful(schema, NODES.textNode(text))).toList();
  }

  private JsonNode choice(JsonNode choices) {
    return oneIn(200) ? NODES.textNode(texts.any()) : choices.get(random.nextInt(choices.size()));
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
