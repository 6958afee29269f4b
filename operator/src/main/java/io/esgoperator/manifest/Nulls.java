package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Handles fields without a value as the API server does. */
final class Nulls {
  private static final Set<String> LABELS = Set.of("labels", "matchLabels");

  private Nulls() {}

  /** For a built-in kind: the field is removed, and a label without a value becomes empty. */
  static JsonNode removed(JsonNode tree) {
    return removed("", tree);
  }

  private static JsonNode removed(String name, JsonNode tree) {
    if (tree instanceof ObjectNode object) {
      if (LABELS.contains(name)) {
        object.properties().stream()
            .filter(field -> field.getValue().isNull())
            .forEach(field -> field.setValue(TextNode.valueOf("")));
      }
      object.removeNulls();
      object.properties().forEach(field -> removed(field.getKey(), field.getValue()));
    } else {
      tree.forEach(item -> removed("", item));
    }
    return tree;
  }

  /**
   * For a custom kind: a field of the schema is removed, and so is a label. A field that the schema
   * does not know stays, so that it is refused; so does an empty item of a list.
   */
  static JsonNode removed(JsonNode tree, JsonNode schema) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .removeIf(
              field ->
                  field.getValue().isNull()
                      && !SchemaWalk.part(schema, field.getKey()).isMissingNode());
      object
          .properties()
          .forEach(field -> removed(field.getValue(), SchemaWalk.part(schema, field.getKey())));
    } else {
      tree.forEach(item -> removed(item, schema.path("items")));
    }
    return tree;
  }
}
