package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.manifest.kind.FieldFault;
import io.esgoperator.manifest.kind.MetadataRules;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks an EsgInstance outside of its spec as the API server does: other fields, and metadata. */
final class InstanceHeading {
  private static final JsonNode OBJECT =
      JsonNodeFactory.instance.objectNode().put("type", "object").set("properties", fields());

  private InstanceHeading() {}

  private static JsonNode fields() {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    Stream.of("apiVersion", "kind", "metadata", "spec", "status").forEach(fields::putObject);
    return fields;
  }

  /** The first complaint about an EsgInstance apart from its spec and status. */
  static Optional<FieldFault> complaint(Tree.Fields instance) {
    JsonNode metadata = instance.at("metadata").map(Tree::json).orElse(instance.json().path(""));
    return SchemaForm.unknown(OBJECT, instance.json())
        .or(
            () ->
                SchemaForm.unknown(KindSchemas.metadata(), metadata)
                    .or(() -> MetadataRules.faults("EsgInstance", metadata).findFirst())
                    .map(fault -> fault.below(List.of("metadata"))));
  }
}
