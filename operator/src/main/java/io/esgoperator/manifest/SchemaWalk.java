package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.manifest.kind.FieldFault;
import io.esgoperator.manifest.kind.KindRules;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at every value of an object beside its schema. */
final class SchemaWalk {
  private SchemaWalk() {}

  /**
   * The first complaint about an object. As in the API server, rules are evaluated only where every
   * value has its form.
   *
   * @param path where the value stands
   */
  static Optional<FieldFault> complaint(JsonNode schema, JsonNode value, List<Object> path) {
    return faultsOfForm(schema, value, path)
        .findFirst()
        .or(() -> walk(schema, value, path, SchemaWalk::brokenRules).findFirst());
  }

  static Stream<FieldFault> faultsOfForm(JsonNode schema, JsonNode value, List<Object> path) {
    return walk(schema, value, path, SchemaWalk::form);
  }

  /**
   * The value by itself, then what must hold of one of several schemas at least, or of exactly one.
   */
  private static Stream<FieldFault> form(JsonNode schema, JsonNode value) {
    return Stream.concat(
        SchemaForm.of(schema, value),
        Stream.concat(
                alternatives(schema.path("anyOf"), value, Integer.MAX_VALUE, "at least"),
                alternatives(schema.path("oneOf"), value, 1, "exactly"))
            .map(FieldFault::here));
  }

  private static Stream<String> alternatives(
      JsonNode schemas, JsonNode value, int most, String howMany) {
    long holding =
        schemas
            .valueStream()
            .filter(one -> faultsOfForm(one, value, List.of()).findAny().isEmpty())
            .count();
    String names =
        schemas
            .valueStream()
            .flatMap(one -> SchemaForm.texts(one.path("required")).stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return schemas.isEmpty() || holding >= 1 && holding <= most
        ? Stream.empty()
        : Stream.of(
            names.isEmpty()
                ? " has none of the forms that it may have: see the kind's reference."
                : " needs %s one of %s: write it so.".formatted(howMany, names));
  }

  private static Stream<FieldFault> walk(
      JsonNode schema,
      JsonNode value,
      List<Object> path,
      BiFunction<JsonNode, JsonNode, Stream<FieldFault>> look) {
    Stream<FieldFault> here = look.apply(schema, value).map(complaint -> complaint.below(path));
    Stream<FieldFault> parts =
        value.isArray()
            ? IntStream.range(0, value.size())
                .boxed()
                .flatMap(
                    index ->
                        walk(
                            schema.path("items"),
                            value.get(index),
                            Complaints.with(path, index),
                            look))
            : value.properties().stream()
                .flatMap(
                    field ->
                        walk(
                            part(schema, field.getKey()),
                            field.getValue(),
                            Complaints.with(path, field.getKey()),
                            look));
    return Stream.concat(here, parts);
  }

  /** The schema of a field or of a map's values; missing where the field is unknown. */
  static JsonNode part(JsonNode schema, String name) {
    JsonNode named = schema.path("properties").path(name);
    return named.isMissingNode() ? schema.path("additionalProperties") : named;
  }

  private static Stream<FieldFault> brokenRules(JsonNode schema, JsonNode self) {
    return Stream.concat(
        schema
            .path("x-kubernetes-validations")
            .valueStream()
            .filter(rule -> !SpecRules.keeps(self, rule.path("rule").asText()))
            .map(rule -> FieldFault.here(": " + rule.path("message").asText().strip() + ".")),
        KindRules.faults(schema.path(KindSchemas.DEFINITION).asText(), self));
  }
}
