package io.esgoperator.live;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
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
    if (!row.isNull() && isReadable(name, JsonNodeFactory.instance.arrayNode().add(row))) {
      readable.withArray("/" + name.replace("~", "~0").replace("/", "~1")).add(row);
    }
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
