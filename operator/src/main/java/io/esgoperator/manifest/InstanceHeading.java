package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.manifest.kind.FieldFault;
import io.esgoperator.manifest.kind.MetadataRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks an EsgInstance outside of its spec as the API server does: other fields, and metadata. */
final class InstanceHeading {
  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "metadata", "spec", "status");

  private InstanceHeading() {}

  /** The first complaint about an EsgInstance apart from its spec and status. */
  static Optional<FieldFault> complaint(Tree.Fields instance) {
    JsonNode metadata = instance.at("metadata").map(Tree::json).orElse(instance.json().path(""));
    return Stream.of(
            unknown(List.of(), names(instance.json()), FIELDS),
            unknown(List.of("metadata"), names(metadata), KindSchemas.fieldsOfMetadata()),
            MetadataRules.faults("EsgInstance", metadata)
                .map(fault -> fault.below(List.of("metadata"))))
        .flatMap(complaints -> complaints)
        .findFirst();
  }

  private static Stream<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey);
  }

  private static Stream<FieldFault> unknown(
      List<Object> above, Stream<String> names, Set<String> known) {
    return names
        .filter(name -> !known.contains(name))
        .map(
            name ->
                new FieldFault(
                        List.of(name),
                        " is no field there: write one of %s."
                            .formatted(String.join(", ", new TreeSet<>(known))))
                    .below(above));
  }
}
