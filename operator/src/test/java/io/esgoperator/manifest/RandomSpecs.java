package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Values of a schema's shape, half of them with something that its rules are about. */
final class RandomSpecs {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  // spotless:off
  private static final List<String> TEXTS =
      List.of(
          "dc1.example.net",
          "dc1.example.net.",
          "mx-1.example.org",
          "dc1",
          "a..b",
          "-a.example.net",
          "10.1.2.3.4",
          "*.example.net",
          "dc1.example.net\n",
          "",
          "10.1.2.3",
          "010.1.2.3",
          "256.1.1.1",
          "2001:db8::1",
          "::ffff:10.1.2.3",
          "fe80::1%eth0",
          "1:2",
          "::",
          "1::2::3",
          "10.0.0.0/8",
          "10.1.2.0/28",
          "10.1.2.3/28",
          "10.1.2.3/32",
          "10.1.2.0/33",
          "10.1.2.0/08",
          "10.1.2.0/",
          "0.0.0.0/0",
          "::/0",
          "10.0.0.0/8/8",
          "2001:db8::/32",
          "2001:db8::1/32",
          "2001:DB8:0::/33",
          "2001:db8::/129",
          "::ffff:10.0.0.0/104",
          "64:ff9b::1.2.3.4/128",
          "30s",
          "29s",
          "5m",
          "24h",
          "24h1s",
          "1h30m",
          "1s",
          "60s",
          "61s",
          "0s",
          "5",
          "1.5s",
          "500ms",
          "often",
          "1m60s",
          "ntp",
          "smtp-out",
          "smtp-in",
          "dns-udp",
          "dcc",
          "ldap",
          "web-interface",
          "N T P",
          "ntp-",
          "9ntp",
          "n");

  // spotless:on

  private final Random random;

  RandomSpecs(Random random) {
    this.random = random;
  }

  JsonNode of(JsonNode schema) {
    if (random.nextInt(200) == 0) {
      return text();
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "integer" -> NODES.numberNode(one(List.of(-1, 0, 1, 25, 53, 65_535, 65_536)));
      default -> choices(schema.path("enum"));
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
              if (random.nextInt(100) < (required ? 97 : 30)) {
                object.set(field.getKey(), of(field.getValue()));
              }
            });
    if (schema.has("additionalProperties")) {
      for (int left = random.nextInt(3); left > 0; left--) {
        object.set(one(TEXTS), of(schema.path("additionalProperties")));
      }
    }
    return object;
  }

  private JsonNode array(JsonNode schema) {
    ArrayNode array = NODES.arrayNode();
    int size = random.nextInt(100) == 0 ? 40 : random.nextInt(4);
    for (int left = size; left > 0; left--) {
      array.add(of(schema.path("items")));
    }
    return array;
  }

  private JsonNode choices(JsonNode choices) {
    return choices.isEmpty() || random.nextInt(100) == 0
        ? text()
        : choices.get(random.nextInt(choices.size()));
  }

  private JsonNode text() {
    return NODES.textNode(random.nextInt(100) == 0 ? "a".repeat(300) : one(TEXTS));
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
