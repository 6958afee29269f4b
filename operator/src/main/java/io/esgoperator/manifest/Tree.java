package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A parsed document that keeps the line of each part. */
public sealed interface Tree {
  /** From 1. */
  int line();

  /** The number of parts, those repeated by aliases included; at least 1. */
  long size();

  JsonNode json();

  /** Whether it is null or has no parts. */
  default boolean isEmpty() {
    return false;
  }

  /** Its parts by field's name, or by position in a list. */
  default Map<Object, Tree> parts() {
    return Map.of();
  }

  default Optional<Tree> at(Object step) {
    return Optional.ofNullable(parts().get(step));
  }

  /** A value. */
  record Scalar(int line, JsonNode json) implements Tree {
    @Override
    public long size() {
      return 1;
    }

    @Override
    public boolean isEmpty() {
      return json.isNull();
    }
  }

  /** A list. */
  record Items(int line, List<Tree> items, long size) implements Tree {
    Items(int line, List<Tree> items) {
      this(line, items, 1 + items.stream().mapToLong(Tree::size).sum());
    }

    @Override
    public JsonNode json() {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
      items.forEach(item -> array.add(item.json()));
      return array;
    }

    @Override
    public Map<Object, Tree> parts() {
      Map<Object, Tree> parts = new LinkedHashMap<>();
      items.forEach(item -> parts.put(parts.size(), item));
      return parts;
    }
  }

  /** A mapping, in the order of the text. */
  record Fields(int line, Map<String, Field> fields, long size) implements Tree {
    Fields(int line, Map<String, Field> fields) {
      this(
          line,
          fields,
          1 + fields.values().stream().mapToLong(field -> field.value().size()).sum());
    }

    @Override
    public JsonNode json() {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      fields.forEach((name, field) -> object.set(name, field.value().json()));
      return object;
    }

    @Override
    public Map<Object, Tree> parts() {
      Map<Object, Tree> parts = new LinkedHashMap<>();
      fields.forEach((name, field) -> parts.put(name, field.value()));
      return parts;
    }

    /** The text of a field, where it has one. */
    Optional<String> text(String name) {
      return at(name)
          .filter(Scalar.class::isInstance)
          .map(Tree::json)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue);
    }
  }

  /** A named part, and the line of its name. */
  record Field(int line, Tree value) {}
}
