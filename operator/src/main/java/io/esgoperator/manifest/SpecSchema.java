package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The schema of the resource's spec, from the CRD that the chart installs. It refuses what the API
 * server refuses, by the same rules and with the same sentences.
 */
final class SpecSchema {
  private static final String FILE = "/esginstances.esg-operator.io-v1.yml";
  private static final JsonNode SPEC = read();

  private SpecSchema() {}

  /**
   * The first complaint about a spec. As in the API server, rules are evaluated only where every
   * value has its form.
   *
   * @param spec as {@link #withoutNulls} leaves it
   */
  static Optional<SpecComplaint> complaint(JsonNode spec) {
    List<Object> root = List.of("spec");
    return faultsOfForm(SPEC, spec, root)
        .findFirst()
        .or(() -> walk(SPEC, spec, root, SpecSchema::brokenRules).findFirst());
  }

  /** The schema of a field by its path below the spec; missing where there is none. */
  static JsonNode at(List<Object> belowSpec) {
    JsonNode schema = SPEC;
    for (Object step : belowSpec) {
      schema = part(schema, String.valueOf(step));
    }
    return schema;
  }

  /** A spec as the API server reads it. */
  static JsonNode withoutNulls(JsonNode spec) {
    return Nulls.removed(spec, SPEC);
  }

  static Stream<SpecComplaint> faultsOfForm(JsonNode schema, JsonNode value, List<Object> path) {
    return walk(schema, value, path, SpecForm::of);
  }

  private static Stream<SpecComplaint> walk(
      JsonNode schema,
      JsonNode value,
      List<Object> path,
      BiFunction<JsonNode, JsonNode, Stream<SpecComplaint>> look) {
    Stream<SpecComplaint> here = look.apply(schema, value).map(complaint -> complaint.below(path));
    Stream<SpecComplaint> parts =
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

  private static Stream<SpecComplaint> brokenRules(JsonNode schema, JsonNode self) {
    return schema
        .path("x-kubernetes-validations")
        .valueStream()
        .filter(rule -> !SpecRules.keeps(self, rule.path("rule").asText()))
        .map(rule -> SpecComplaint.here(": " + rule.path("message").asText() + "."));
  }

  private static JsonNode read() {
    try (InputStream crd = SpecSchema.class.getResourceAsStream(FILE)) {
      String text = new String(crd.readAllBytes(), StandardCharsets.UTF_8);
      return new ManifestText(FILE, text)
          .manifests()
          .get(0)
          .fields()
          .json()
          .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    } catch (IOException | BadInputException broken) {
      throw new IllegalStateException("the jar's own CRD cannot be read", broken);
    }
  }
}
