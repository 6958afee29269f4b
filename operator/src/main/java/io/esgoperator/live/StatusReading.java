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
import java.util.function.UnaryOperator;

/** Reads a status field by field and row by row, and leaves out what cannot be read. */
record StatusReading(DeserializationContext context) {
  private static final String DETAILS = "details";

  /** Null where there is no status. */
  EsgInstanceStatus read(JsonNode written) {
    if (written.isMissingNode() || written.isNull()) {
      return null;
    }
    return LegibleStatus.of(
        convert(readable(written, UnaryOperator.identity())).orElseGet(EsgInstanceStatus::empty));
  }

  /**
   * What can be read of an object, whose lists are read row by row.
   *
   * @param around puts the object where it stands in a status
   */
  private ObjectNode readable(JsonNode written, UnaryOperator<JsonNode> around) {
    ObjectNode readable = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : written.properties()) {
      Part part = new Part(field.getKey(), around);
      if (field.getValue().isArray()) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        field.getValue().forEach(row -> legible(part, row).ifPresent(rows::add));
        if (!rows.isEmpty()) {
          readable.set(field.getKey(), rows);
        }
      } else if (field.getKey().equals(DETAILS) && field.getValue().isObject()) {
        readable.set(DETAILS, readable(field.getValue(), part::of));
      } else if (isReadable(part.of(field.getValue()))) {
        readable.set(field.getKey(), field.getValue());
      }
    }
    return readable;
  }

  /** A field of a status, or of an object in it. */
  private record Part(String name, UnaryOperator<JsonNode> around) {
    JsonNode of(JsonNode value) {
      ObjectNode alone = JsonNodeFactory.instance.objectNode();
      alone.set(name, value);
      return around.apply(alone);
    }

    JsonNode ofRow(JsonNode row) {
      return of(JsonNodeFactory.instance.arrayNode().add(row));
    }
  }

  /** The row; where an item of a list in it cannot be read, without that item. */
  private Optional<JsonNode> legible(Part part, JsonNode row) {
    if (row.isNull() || isReadable(part.ofRow(row))) {
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
        kept.removeIf(item -> !isReadable(part.ofRow(with(field.getKey(), item))));
      }
    }
    return Optional.<JsonNode>of(rest).filter(one -> isReadable(part.ofRow(one)));
  }

  private static JsonNode with(String list, JsonNode item) {
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.putArray(list).add(item);
    return alone;
  }

  private boolean isReadable(JsonNode status) {
    return convert(status).isPresent();
  }

  private Optional<EsgInstanceStatus> convert(JsonNode json) {
    try {
      return Optional.of(context.readTreeAsValue(json, EsgInstanceStatus.class));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }
}
