package io.esgoperator.operator.reconciler;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;

/** The jar's own CRD as a cluster serves it, and what others make of it. */
final class Crds {
  private Crds() {}

  static CustomResourceDefinition of(String version) {
    return of(version, "True");
  }

  static CustomResourceDefinition of(String version, String established) {
    return new CustomResourceDefinitionBuilder(
            Serialization.unmarshal(
                Crds.class.getResourceAsStream("/esginstances.esg-operator.io-v1.yml"),
                CustomResourceDefinition.class))
        .editMetadata()
        .withAnnotations(Map.of("esg-operator.io/crd-version", version))
        .endMetadata()
        .withNewStatus()
        .addNewCondition()
        .withType("Established")
        .withStatus(established)
        .endCondition()
        .endStatus()
        .build();
  }

  /** Without a field, by its way from the root, such as spec.policy.except. */
  static CustomResourceDefinition without(String field) {
    CustomResourceDefinition crd = of("0.2.0");
    int last = field.lastIndexOf('.');
    at(crd, field.substring(0, last)).getProperties().remove(field.substring(last + 1));
    return crd;
  }

  static JSONSchemaProps at(CustomResourceDefinition crd, String field) {
    JSONSchemaProps schema = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    for (String step : field.split("\\.")) {
      schema =
          switch (step) {
            case "[]" -> schema.getItems().getSchema();
            case "*" -> schema.getAdditionalProperties().getSchema();
            default -> schema.getProperties().get(step);
          };
    }
    return schema;
  }
}
