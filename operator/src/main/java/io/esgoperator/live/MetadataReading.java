package io.esgoperator.live;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads every part of an object's metadata that can be read by itself. */
final class MetadataReading {
  private static final List<String> MAPS = List.of("labels", "annotations");

  private MetadataReading() {}

  /** The object with metadata, even if it has none, and with empty texts for null labels. */
  static JsonNode repaired(JsonNode object) {
    if (object instanceof ObjectNode fields) {
      if (fields.path("metadata").isMissingNode() || fields.path("metadata").isNull()) {
        fields.putObject("metadata");
      }
      for (String name : MAPS) {
        if (fields.path("metadata").path(name).isNull()) {
          ((ObjectNode) fields.path("metadata")).remove(name);
        }
        fillEmpty(fields.path("metadata").path(name));
      }
    }
    return object;
  }

  /** The API server reads a value that is left empty as an empty text. */
  private static void fillEmpty(JsonNode map) {
    if (map instanceof ObjectNode texts) {
      texts.properties().stream()
          .filter(text -> text.getValue().isNull())
          .forEach(text -> text.setValue(TextNode.valueOf("")));
    }
  }

  /** Without the parts that {@link ObjectMeta} cannot take, and without managed fields. */
  static ObjectNode readable(JsonNode metadata, DeserializationContext context) {
    ObjectNode readable = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> part : metadata.properties()) {
      JsonNode value = MAPS.contains(part.getKey()) ? texts(part.getValue()) : part.getValue();
      if (!part.getKey().equals("managedFields") && isReadable(part.getKey(), value, context)) {
        readable.set(part.getKey(), value);
      }
    }
    if (readable.has("uid") && !readable.path("name").isTextual()) {
      readable.put("name", "");
    }
    return readable;
  }

  private static ObjectNode texts(JsonNode map) {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    map.properties().stream()
        .filter(text -> text.getValue().isValueNode())
        .forEach(text -> texts.put(text.getKey(), text.getValue().asText("")));
    return texts;
  }

  private static boolean isReadable(String name, JsonNode value, DeserializationContext context) {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.set(name, value);
    try {
      context.readTreeAsValue(alone, ObjectMeta.class);
      return !value.isNull();
    } catch (IOException | RuntimeException unreadable) {
      return false;
    }
  }
}
