package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Objects of the kinds that {@code check} reads, each made from a valid one by up to two changes;
 * the same for the same random source.
 */
public final class MutatedObjects {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Path OBJECTS = Path.of("src/test/resources/kinds/objects.yaml");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "x y!",
          "a_b",
          "UPPER",
          "-a",
          "a.b",
          "a/b",
          "a/b/c",
          "x".repeat(64),
          "x".repeat(254),
          "tcp",
          "TCP",
          "ICMP",
          "in",
          "In",
          "Exists",
          "ingress",
          "Egress",
          "Allow",
          "allow",
          "Accept",
          "Always",
          "None",
          "25",
          "0",
          "no--port",
          "10.0.0.0/8",
          "10.0.0.1/8",
          "10.0.0.0/33",
          "10/8",
          "010.0.0.0/8",
          "10.1.2.0/24",
          "10.1.2.3",
          "::/0",
          "2001:db8::/32",
          "2001:db8::1/32",
          "fe80::1%eth0/64",
          "::ffff:10.0.0.0/104",
          "{{ .Values.x }}",
          "example.com/app",
          "default");

  private static final List<JsonNode> VALUES =
      List.of(
          NODES.numberNode(0),
          NODES.numberNode(-1),
          NODES.numberNode(1),
          NODES.numberNode(25),
          NODES.numberNode(65_535),
          NODES.numberNode(65_536),
          NODES.numberNode(1L << 31),
          NODES.numberNode(1.5),
          NODES.booleanNode(true),
          NODES.booleanNode(false),
          NODES.objectNode(),
          NODES.arrayNode());

  private final Random random;
  private final List<JsonNode> objects = new ArrayList<>();

  public MutatedObjects(Random random) throws IOException {
    this.random = random;
    for (String text : Files.readString(OBJECTS).split("(?m)^---$")) {
      objects.add(Serialization.unmarshal(text, JsonNode.class));
    }
  }

  /** The valid ones. */
  public List<JsonNode> valid() {
    return List.copyOf(objects);
  }

  /** Without end. */
  public Stream<JsonNode> changed() {
    return Stream.generate(this::one);
  }

  private JsonNode one() {
    JsonNode object = pick(objects).deepCopy();
    int changes = 1 + random.nextInt(2);
    for (int change = 0; change < changes; change++) {
      change(object);
    }
    return object;
  }

  private void change(JsonNode object) {
    List<JsonNode> containers = new ArrayList<>();
    collect(object, containers);
    JsonNode container = pick(containers.stream().filter(one -> !one.isEmpty()).toList());
    if (container instanceof ArrayNode list) {
      changeItem(list, random.nextInt(list.size()));
    } else {
      changeField((ObjectNode) container);
    }
  }

  private void changeItem(ArrayNode list, int index) {
    switch (random.nextInt(4)) {
      case 0 -> list.remove(index);
      case 1 -> list.add(list.get(index).deepCopy());
      case 2 -> list.removeAll();
      default -> list.set(index, value(list.get(index)));
    }
  }

  /** The kind and the namespace stay: they say which server to ask. */
  private void changeField(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeAll(List.of("apiVersion", "kind", "namespace"));
    if (names.isEmpty()) {
      return;
    }
    String name = pick(names);
    JsonNode value = object.get(name);
    switch (random.nextInt(8)) {
      case 0 -> object.remove(name);
      case 1 -> {
        object.remove(name);
        object.set(misspelled(name), value);
      }
      case 2 -> object.put("surplus", "x");
      case 3 -> object.set(name, elsewhere(name, value));
      default -> object.set(name, value(value));
    }
  }

  private String misspelled(String name) {
    return switch (random.nextInt(3)) {
      case 0 -> name.substring(0, name.length() - 1);
      case 1 -> name + "s";
      default -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    };
  }

  /** What a field of this name has in any of the objects. */
  private JsonNode elsewhere(String name, JsonNode otherwise) {
    List<JsonNode> found = new ArrayList<>();
    objects.forEach(object -> found.addAll(object.findValues(name)));
    return found.isEmpty() ? otherwise : pick(found).deepCopy();
  }

  /** Mostly of the same type. */
  private JsonNode value(JsonNode before) {
    if (random.nextInt(5) == 0) {
      return pick(VALUES).deepCopy();
    }
    if (before.isTextual()) {
      return NODES.textNode(pick(TEXTS));
    }
    return before.isNumber()
        ? pick(VALUES.stream().filter(JsonNode::isNumber).toList())
        : pick(VALUES).deepCopy();
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (node.isContainerNode()) {
      into.add(node);
      node.forEach(part -> collect(part, into));
    }
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
