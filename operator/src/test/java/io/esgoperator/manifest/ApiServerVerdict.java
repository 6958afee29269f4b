package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an API server makes of a spec by the committed CRD: a JSON schema validator for the form,
 * Google's CEL for the rules. Both know nothing of the product.
 */
final class ApiServerVerdict {
  private final JsonNode schema;
  private final Schema form;
  private final KubernetesCel cel = new KubernetesCel();

  ApiServerVerdict() throws IOException {
    schema =
        Serialization.unmarshal(
                Files.readString(Path.of("../crds/esginstances.esg-operator.io-v1.yml")),
                JsonNode.class)
            .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    form =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(strict(schema.deepCopy()));
  }

  /** As with {@code fieldValidation=Strict}: a field that the schema does not name is a fault. */
  private static JsonNode strict(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && schema.path("type").asText().equals("object")
        && !schema.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ApiServerVerdict::strict);
    return schema;
  }

  JsonNode schema() {
    return schema;
  }

  KubernetesCel cel() {
    return cel;
  }

  /** Faults of the form; if there are any, rules are not evaluated. */
  List<String> faultsOfForm(JsonNode spec) {
    return form.validate(spec).stream().map(Object::toString).toList();
  }

  /** The messages of all rules that a spec breaks. */
  List<String> brokenRules(JsonNode spec) {
    List<String> messages = new ArrayList<>();
    look(schema, spec, messages);
    return messages;
  }

  private void look(JsonNode here, JsonNode value, List<String> messages) {
    for (JsonNode rule : here.path("x-kubernetes-validations")) {
      if (!cel.keeps(value, rule.path("rule").asText())) {
        messages.add(rule.path("message").asText());
      }
    }
    value
        .properties()
        .forEach(
            field -> {
              JsonNode named = here.path("properties").path(field.getKey());
              look(
                  named.isMissingNode() ? here.path("additionalProperties") : named,
                  field.getValue(),
                  messages);
            });
    if (value.isArray()) {
      value.forEach(item -> look(here.path("items"), item, messages));
    }
  }
}
