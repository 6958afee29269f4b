package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrArray;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed CRDs are the ones that the code says; {@code make generate} writes them anew. */
class CrdTest {
  private static final String FILE = "esginstances.esg-operator.io-v1.yml";
  private static final List<String> COLUMNS =
      List.of("Ready", "Open", "Problem", "Enforcement", "Probed", "Age");

  @ParameterizedTest
  @ValueSource(strings = {"../crds", "../helm/esg-operator/files"})
  void the_committed_crd_is_the_generated_one(String folder, @TempDir Path scratch)
      throws IOException {
    Path committed = Path.of(folder, FILE);
    String generated = generate(scratch);
    if (Boolean.getBoolean("update-golden")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, generated);
    }
    assertThat(committed)
        .as("run 'make generate' after a change of the api package")
        .hasContent(generated);
  }

  @Test
  void every_field_of_the_spec_has_a_description(@TempDir Path scratch) throws IOException {
    generate(scratch);
    JSONSchemaProps root = root(scratch);
    assertThat(undescribed("spec", root.getProperties().get("spec"))).isEmpty();
    assertThat(undescribed("status", root.getProperties().get("status")))
        .allMatch(path -> path.startsWith("status.conditions."));
  }

  /** The bound on an element is what the API server reckons a rule's cost by. */
  @Test
  void every_value_of_the_spec_has_a_bound(@TempDir Path scratch) throws IOException {
    generate(scratch);
    JSONSchemaProps root = root(scratch);
    assertThat(unbounded("spec", root.getProperties().get("spec"))).isEmpty();
    assertThat(unbounded("status", root.getProperties().get("status"))).isNotEmpty();
  }

  @Test
  void a_resource_without_spec_is_refused(@TempDir Path scratch) throws IOException {
    generate(scratch);
    assertThat(root(scratch).getRequired()).containsExactly("spec");
  }

  private static JSONSchemaProps root(Path scratch) throws IOException {
    return new KubernetesSerialization()
        .unmarshal(Files.readString(scratch.resolve(FILE)), CustomResourceDefinition.class)
        .getSpec()
        .getVersions()
        .get(0)
        .getSchema()
        .getOpenAPIV3Schema();
  }

  private static List<String> unbounded(String path, JSONSchemaProps schema) {
    List<String> missing = new ArrayList<>();
    if (!isBounded(schema)) {
      missing.add(path);
    }
    children(schema).forEach(child -> missing.addAll(unbounded(path + ".*", child)));
    return missing;
  }

  private static boolean isBounded(JSONSchemaProps schema) {
    if (schema.getXKubernetesPreserveUnknownFields() != null) {
      return false;
    }
    if (schema.getXKubernetesIntOrString() != null) {
      return schema.getMaxLength() != null;
    }
    return switch (schema.getType()) {
      case "string" -> schema.getMaxLength() != null || !schema.getEnum().isEmpty();
      case "array" -> schema.getMaxItems() != null;
      case "integer" -> schema.getMinimum() != null && schema.getMaximum() != null;
      case "object" ->
          schema.getAdditionalProperties() == null || schema.getMaxProperties() != null;
      default -> schema.getType().equals("boolean");
    };
  }

  private static Stream<JSONSchemaProps> children(JSONSchemaProps schema) {
    return Stream.of(
            schema.getProperties() == null
                ? Stream.<JSONSchemaProps>empty()
                : schema.getProperties().values().stream(),
            Stream.ofNullable(schema.getItems()).map(JSONSchemaPropsOrArray::getSchema),
            Stream.ofNullable(schema.getAdditionalProperties())
                .map(JSONSchemaPropsOrBool::getSchema))
        .flatMap(stream -> stream)
        .filter(Objects::nonNull);
  }

  private static List<String> undescribed(String path, JSONSchemaProps schema) {
    List<String> missing = new ArrayList<>();
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .forEach(
              (name, child) -> {
                if (child.getDescription() == null) {
                  missing.add(path + "." + name);
                }
                missing.addAll(undescribed(path + "." + name, child));
              });
    }
    if (schema.getItems() != null && schema.getItems().getSchema() != null) {
      missing.addAll(undescribed(path, schema.getItems().getSchema()));
    }
    return missing;
  }

  private static String generate(Path scratch) throws IOException {
    new CRDGenerator()
        .customResourceClasses(EsgInstance.class)
        .forCRDVersions("v1")
        .withPostProcessor(new WhatTheGeneratorLeavesOut(projectVersion()))
        .inOutputDir(scratch.toFile())
        .detailedGenerate();
    return Files.readString(scratch.resolve(FILE));
  }

  /** The first version in the parent's POM is the project's own. */
  private static String projectVersion() throws IOException {
    return Pattern.compile("<version>(.+)</version>")
        .matcher(Files.readString(Path.of("../pom.xml")))
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  /**
   * The generator knows no version of the operator, sorts columns by path, and meets a record
   * component's rule on its field and again on its accessor.
   */
  private record WhatTheGeneratorLeavesOut(String operatorVersion) implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata crd, String version) {
      crd.getMetadata().setAnnotations(Map.of("esg-operator.io/crd-version", operatorVersion));
      ((CustomResourceDefinition) crd)
          .getSpec()
          .getVersions()
          .forEach(
              served -> {
                served
                    .getAdditionalPrinterColumns()
                    .sort(
                        Comparator.comparingInt(
                            (CustomResourceColumnDefinition column) ->
                                COLUMNS.indexOf(column.getName())));
                JSONSchemaProps root = served.getSchema().getOpenAPIV3Schema();
                root.setRequired(List.of("spec"));
                rulesOnce(root);
                bound(
                    root.getProperties()
                        .get("spec")
                        .getProperties()
                        .get("probe")
                        .getProperties()
                        .get("targets"));
              });
      return crd;
    }

    /**
     * The API server bounds the cost of a rule by the sizes that the schema gives, which the
     * generator drops in maps.
     */
    private void bound(JSONSchemaProps targets) {
      targets.setMaxProperties(48L);
      JSONSchemaProps list = targets.getAdditionalProperties().getSchema();
      list.setMaxItems(4L);
      list.getItems().getSchema().setMaxLength(253L);
    }

    private void rulesOnce(JSONSchemaProps schema) {
      if (schema.getXKubernetesValidations() != null) {
        schema.setXKubernetesValidations(
            new ArrayList<>(new LinkedHashSet<>(schema.getXKubernetesValidations())));
      }
      children(schema).forEach(this::rulesOnce);
    }
  }
}
