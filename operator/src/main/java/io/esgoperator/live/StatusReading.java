package io.esgoperator.live;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.status.LegibleStatus;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads a status field by field and row by row, and leaves out what cannot be read. */
record StatusReading(DeserializationContext context) {
  /** Null where there is no status. */
  EsgInstanceStatus read(JsonNode written) {
    if (written.isMissingNode() || written.isNull()) {
      return null;
    }
    ObjectNode readable = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : written.properties()) {
      if (field.getValue().isArray()) {
        field.getValue().forEach(row -> addRow(readable, field.getKey(), row));
      } else if (isReadable(field.getKey(), field.getValue())) {
        readable.set(field.getKey(), field.getValue());
      }
    }
    return LegibleStatus.of(convert(readable).orElseGet(EsgInstanceStatus::empty));
  }

  private void addRow(ObjectNode readable, String name, JsonNode row) {
    legible(name, row)
        .ifPresent(
            legible ->
                readable.withArray("/" + name.replace("~", "~0").replace("/", "~1")).add(legible));
  }

  /** The row; where an item of a list in it cannot be read, without that item. */
  private Optional<JsonNode> legible(String name, JsonNode row) {
    if (row.isNull() || isReadableRow(name, row)) {
      return Optional.of(row).filter(one -> !one.isNull());
    }
    if (!row.isObject()) {
      return Optional.empty();
    }
    ObjectNode rest = row.deepCopy();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      if (field.getValue().isArray()) {
        ArrayNode kept = rest.putArray(field.getKey());
        field.getValue().forEach(kept::add);
        kept.removeIf(item -> !isReadableRow(name, with(field.getKey(), item)));
      }
    }
    return Optional.<JsonNode>of(rest).filter(one -> isReadableRow(name, one));
  }

  private static JsonNode with(String list, JsonNode item) {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.putArray(list).add(item);
    return alone;
  }

  private boolean isReadableRow(String name, JsonNode row) {
    return isReadable(name, JsonNodeFactory.instance.arrayNode().add(row));
  }

  private boolean isReadable(String name, JsonNode value) {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.set(name, value);
    return convert(alone).isPresent();
  }

  private Optional<EsgInstanceStatus> convert(JsonNode json) {
    try {
      return Optional.of(context.readTreeAsValue(json, EsgInstanceStatus.class));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
