package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/**
 * The schemas of the kinds that concern connections, as Kubernetes and the authors of custom kinds
 * publish them; {@code make schemas} writes them.
 */
final class KindSchemas {
  /** Where a schema has the name of its definition, without its package: {@code IPBlock}. */
  static final String DEFINITION = "definition";

  private static final String FILE = "/kubernetes-schemas.json";
  private static final String METADATA = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String REFERENCE = "#/definitions/";
  private static final JsonNode ALL = read();

  private KindSchemas() {}

  /** The schema of a kind; missing where none is known. */
  static JsonNode of(String apiVersion, String kind) {
    return ALL.path("definitions").path(ALL.path("kinds").path(apiVersion + " " + kind).asText());
  }

  static JsonNode metadata() {
    return ALL.path("definitions").path(METADATA);
  }

  private static JsonNode read() {
    try (InputStream schemas = KindSchemas.class.getResourceAsStream(FILE)) {
      JsonNode all = JsonMapper.builder().build().readTree(schemas);
      ObjectNode definitions = (ObjectNode) all.path("definitions");
      definitions
          .properties()
          .forEach(
              definition ->
                  ((ObjectNode) definition.getValue())
                      .put(DEFINITION, definition.getKey().replaceFirst("^.*[.]", "")));
      definitions.forEach(definition -> follow(definition, definitions));
      return all;
    } catch (IOException broken) {
      throw new IllegalStateException("the jar's own schemas cannot be read", broken);
    }
  }

  /** Puts each definition in the place of the references to it. */
  private static void follow(JsonNode schema, ObjectNode definitions) {
    if (schema instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(followed(field.getValue(), definitions)));
    } else if (schema instanceof ArrayNode list) {
      list.forEach(item -> follow(item, definitions));
    }
  }

  private static JsonNode followed(JsonNode schema, ObjectNode definitions) {
    String reference = schema.path("$ref").asText();
    if (reference.startsWith(REFERENCE)) {
      return definitions.path(reference.substring(REFERENCE.length()));
    }
    follow(schema, definitions);
    return schema;
  }
}
