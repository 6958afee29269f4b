package io.esgoperator.operator.reconciler;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the fields of the jar's own CRD with those of a cluster's. Descriptions and validations
 * are not compared: {@link io.esgoperator.manifest.SpecJudgement} checks each spec anyway.
 */
record CrdFields(String version, Map<String, JSONSchemaProps> parts) {
  private static final String FILE = "/esginstances.esg-operator.io-v1.yml";

  static CrdFields ofJar() {
    try (InputStream file = CrdFields.class.getResourceAsStream(FILE)) {
      CustomResourceDefinitionVersion only =
          Serialization.unmarshal(file, CustomResourceDefinition.class)
              .getSpec()
              .getVersions()
              .get(0);
      return new CrdFields(only.getName(), only.getSchema().getOpenAPIV3Schema().getProperties());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * The fields below {@code spec} or {@code status} that a cluster's CRD lacks, such as
   * spec.policy.
   */
  List<String> missing(String part, CustomResourceDefinition crd) {
    List<String> missing = new ArrayList<>();
    JSONSchemaProps root = schema(crd);
    if (root == null) {
      missing.add(part);
    } else {
      compare(part, parts.get(part), root.getProperties().get(part), root, missing);
    }
    return List.copyOf(missing);
  }

  private JSONSchemaProps schema(CustomResourceDefinition crd) {
    return crd.getSpec() == null
        ? null
        : crd.getSpec().getVersions().stream()
            .filter(one -> version.equals(one.getName()) && one.getSchema() != null)
            .map(one -> one.getSchema().getOpenAPIV3Schema())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private static void compare(
      String path,
      JSONSchemaProps ours,
      JSONSchemaProps theirs,
      JSONSchemaProps around,
      List<String> missing) {
    if (theirs == null) {
      if (!Boolean.TRUE.equals(around.getXKubernetesPreserveUnknownFields())) {
        missing.add(path);
      }
      return;
    }
    if (isOther(ours.getType(), theirs.getType())) {
      missing.add(path);
      return;
    }
    ours.getProperties()
        .forEach(
            (name, field) ->
                compare(
                    path + "." + name, field, theirs.getProperties().get(name), theirs, missing));
    if (ours.getItems() != null) {
      compare(
          path + "[]",
          ours.getItems().getSchema(),
          theirs.getItems() == null ? null : theirs.getItems().getSchema(),
          theirs,
          missing);
    }
    if (ours.getAdditionalProperties() != null) {
      compare(
          path + ".*",
          ours.getAdditionalProperties().getSchema(),
          theirs.getAdditionalProperties() == null
              ? null
              : theirs.getAdditionalProperties().getSchema(),
          theirs,
          missing);
    }
  }

  /** A field without a type, such as one for a number or a text, keeps every value. */
  private static boolean isOther(String ours, String theirs) {
    return ours != null && theirs != null && !ours.equals(theirs);
  }
}
