package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** What the API server makes of a field without a value. */
final class Nulls {
  private static final Set<String> LABELS = Set.of("labels", "matchLabels");

  private Nulls() {}

  /** Of a built-in kind: the field is not there, and a label without a value is empty. */
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
   * Of a custom kind: a field of the schema is not there, and neither is a label. A field that the
   * schema does not know stays, to be refused; so does an empty item of a list.
   */
  static JsonNode removed(JsonNode tree, JsonNode schema) {
    if (tree instanceof ObjectNode object) {
      object
          .properties()
          .removeIf(
              field ->
                  field.getValue().isNull()
                      && !SpecSchema.part(schema, field.getKey()).isMissingNode());
      object
          .properties()
          .forEach(field -> removed(field.getValue(), SpecSchema.part(schema, field.getKey())));
    } else {
      tree.forEach(item -> removed(item, schema.path("items")));
    }
    return tree;
  }
}
