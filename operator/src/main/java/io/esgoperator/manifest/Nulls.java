package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** To the API server, a field without a value is not there, and a label without one is empty. */
final class Nulls {
  private static final Set<String> LABELS = Set.of("labels", "matchLabels");

  private Nulls() {}

  /** The same tree without them. */
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
}
