package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.manifest.kind.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The schema of the resource's spec, from the CRD that the chart installs. It refuses what the API
 * server refuses, by the same rules and with the same sentences.
 */
final class SpecSchema {
  private static final String FILE = "/esginstances.esg-operator.io-v1.yml";
  private static final JsonNode SPEC = read();

  private SpecSchema() {}

  /** The first complaint about a spec as {@link #withoutNulls} leaves it. */
  static Optional<FieldFault> complaint(JsonNode spec) {
    return SchemaWalk.complaint(SPEC, spec, List.of("spec"));
  }

  /** The schema of a field by its path below the spec; missing where there is none. */
  static JsonNode at(List<Object> belowSpec) {
    JsonNode schema = SPEC;
    for (Object step : belowSpec) {
      schema = SchemaWalk.part(schema, String.valueOf(step));
    }
    return schema;
  }

  /** A spec as the API server reads it. */
  static JsonNode withoutNulls(JsonNode spec) {
    return Nulls.removed(spec, SPEC);
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
