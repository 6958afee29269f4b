package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.manifest.kind.FieldFault;
import io.esgoperator.manifest.kind.KindRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

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
    return first(schema, value, SchemaWalk::form)
        .or(() -> first(schema, value, SchemaWalk::brokenRules))
        .map(fault -> fault.below(path));
  }

  /** Whether every value has its form; rules are not looked at. */
  static boolean isWellFormed(JsonNode schema, JsonNode value) {
    return first(schema, value, SchemaWalk::form).isEmpty();
  }

  /**
   * The value by itself, then what must hold of one of several schemas at least, or of exactly one.
   */
  private static Optional<FieldFault> form(JsonNode schema, JsonNode value) {
    Optional<FieldFault> fault = SchemaForm.of(schema, value);
    return fault.isPresent() || !schema.has("anyOf") && !schema.has("oneOf")
        ? fault
        : alternatives(schema.path("anyOf"), value, Integer.MAX_VALUE, "at least")
            .or(() -> alternatives(schema.path("oneOf"), value, 1, "exactly"))
            .map(FieldFault::here);
  }

  private static Optional<String> alternatives(
      JsonNode schemas, JsonNode value, int most, String howMany) {
    if (schemas.isMissingNode()) {
      return Optional.empty();
    }
    long holding = schemas.valueStream().filter(one -> isWellFormed(one, value)).count();
    String names =
        schemas
            .valueStream()
            .flatMap(one -> SchemaForm.texts(one.path("required")).stream())
            .distinct()
            .collect(Collectors.joining(", "));
    return holding >= 1 && holding <= most
        ? Optional.empty()
        : Optional.of(
            names.isEmpty()
                ? " has none of the forms that it may have: see the kind's reference."
                : " needs %s one of %s: write it so.".formatted(howMany, names));
  }

  /** By loops, since files have millions of values, of which hardly any is at fault. */
  private static Optional<FieldFault> first(
      JsonNode schema, JsonNode value, BiFunction<JsonNode, JsonNode, Optional<FieldFault>> look) {
    Optional<FieldFault> found = look.apply(schema, value);
    if (found.isPresent() || !value.isContainerNode()) {
      return found;
    }
    JsonNode items = schema.path("items");
    for (int index = 0; value.isArray() && index < value.size(); index++) {
      found = first(items, value.get(index), look);
      if (found.isPresent()) {
        return below(index, found);
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      found = first(part(schema, field.getKey()), field.getValue(), look);
      if (found.isPresent()) {
        return below(field.getKey(), found);
      }
    }
    return Optional.empty();
  }

  private static Optional<FieldFault> below(Object step, Optional<FieldFault> fault) {
    return fault.map(one -> one.below(List.of(step)));
  }

  /** The schema of a field or of a map's values; missing where the field is unknown. */
  static JsonNode part(JsonNode schema, String name) {
    JsonNode named = schema.path("properties").path(name);
    return named.isMissingNode() ? schema.path("additionalProperties") : named;
  }

  private static Optional<FieldFault> brokenRules(JsonNode schema, JsonNode self) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      if (!SpecRules.keeps(self, rule.path("rule").asText())) {
        return Optional.of(FieldFault.here(": " + rule.path("message").asText().strip() + "."));
      }
    }
    return KindRules.fault(schema.path(KindSchemas.DEFINITION).asText(), self);
  }
}
