package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrArray;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  /** Lists of the status, and the field that tells their entries apart. */
  private static final Map<String, String> KEYS =
      Map.of("conditions", "type", "resolvedHosts", "host", "nameservers", "address");

  /** Kubernetes' own words for its Condition, which the generator does not carry over. */
  private static final Map<String, String> CONDITION =
      Map.of(
          "type", "What the condition is about.",
          "status", "True, False or Unknown.",
          "reason", "Why, in one CamelCase word.",
          "message", "What was seen, and what to change.",
          "lastTransitionTime", "Since when the status stands.",
          "observedGeneration", "The generation of the spec that the condition is about.");

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
  void every_field_has_a_description(@TempDir Path scratch) throws IOException {
    generate(scratch);
    assertThat(root(scratch).getDescription()).startsWith("One deployment of an email security");
    assertThat(undescribed("resource", root(scratch))).isEmpty();
  }

  @Test
  void every_number_has_bounds_and_every_time_says_that_it_is_one(@TempDir Path scratch)
      throws IOException {
    generate(scratch);
    assertThat(all("status", root(scratch).getProperties().get("status")))
        .filteredOn(field -> "integer".equals(field.schema().getType()))
        .isNotEmpty()
        .allMatch(field -> isBounded(field.schema()));
    assertThat(all("status", root(scratch).getProperties().get("status")))
        .filteredOn(field -> field.path().matches("(?i).*(time|since|seen)"))
        .isNotEmpty()
        .allMatch(field -> "date-time".equals(field.schema().getFormat()));
  }

  /** So that two writers of the same list do not overwrite each other's entries. */
  @Test
  void a_list_whose_entries_have_a_name_is_a_map(@TempDir Path scratch) throws IOException {
    generate(scratch);
    Map<String, JSONSchemaProps> status =
        root(scratch).getProperties().get("status").getProperties();
    KEYS.forEach(
        (list, key) -> {
          assertThat(status.get(list).getXKubernetesListType()).isEqualTo("map");
          assertThat(status.get(list).getXKubernetesListMapKeys()).containsExactly(key);
        });
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

  private record Field(String path, JSONSchemaProps schema) {}

  /** A part of the schema and all parts of it, with their paths. */
  private static Stream<Field> fields(String path, JSONSchemaProps schema) {
    return Stream.concat(
        Stream.of(new Field(path, schema)),
        children(path, schema).flatMap(child -> fields(child.path(), child.schema())));
  }

  @Test
  void every_rule_has_an_example_that_it_refuses(@TempDir Path scratch) throws IOException {
    generate(scratch);
    String refused = Files.readString(Path.of("src/test/resources/rejected.yaml"));
    assertThat(all("spec", root(scratch).getProperties().get("spec")))
        .flatExtracting(field -> field.schema().getXKubernetesValidations())
        .extracting(ValidationRule::getMessage)
        .hasSizeGreaterThan(30)
        .allSatisfy(message -> assertThat(refused).contains(message));
  }

  private static List<Field> all(String path, JSONSchemaProps schema) {
    return fields(path, schema).toList();
  }

  private static List<String> unbounded(String path, JSONSchemaProps schema) {
    return fields(path, schema)
        .filter(field -> !isBounded(field.schema()))
        .map(Field::path)
        .toList();
  }

  private static List<String> undescribed(String path, JSONSchemaProps schema) {
    return fields(path, schema)
        .filter(field -> !field.path().endsWith("[]") && field.schema().getDescription() == null)
        .map(Field::path)
        .toList();
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

  private static Stream<Field> children(String path, JSONSchemaProps schema) {
    return Stream.of(
            schema.getProperties() == null
                ? Stream.<Field>empty()
                : schema.getProperties().entrySet().stream()
                    .map(child -> new Field(path + "." + child.getKey(), child.getValue())),
            Stream.ofNullable(schema.getItems())
                .map(JSONSchemaPropsOrArray::getSchema)
                .map(item -> new Field(path + "[]", item)),
            Stream.ofNullable(schema.getAdditionalProperties())
                .map(JSONSchemaPropsOrBool::getSchema)
                .map(value -> new Field(path + "[]", value)))
        .flatMap(stream -> stream)
        .filter(field -> field.schema() != null);
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
                describe(root, EsgInstance.class);
                describe(root.getProperties().get("spec"), EsgInstanceSpec.class);
                describe(root.getProperties().get("status"), EsgInstanceStatus.class);
                lists(root.getProperties().get("status").getProperties());
                rulesOnce(root);
                bound(root.getProperties().get("spec").getProperties());
              });
      return crd;
    }

    private static void describe(JSONSchemaProps schema, Class<?> described) {
      schema.setDescription(described.getAnnotation(JsonClassDescription.class).value());
    }

    private static void lists(Map<String, JSONSchemaProps> status) {
      KEYS.forEach(
          (list, key) -> {
            status.get(list).setXKubernetesListType("map");
            status.get(list).setXKubernetesListMapKeys(List.of(key));
            status.get(list).getItems().getSchema().setRequired(List.of(key));
          });
      Map<String, JSONSchemaProps> condition =
          status.get("conditions").getItems().getSchema().getProperties();
      condition.forEach((field, schema) -> schema.setDescription(CONDITION.get(field)));
      condition.get("status").setEnum(named(ConditionState.Status.values()));
      condition.get("lastTransitionTime").setFormat("date-time");
      condition.get("observedGeneration").setMinimum(0.0);
      condition.get("observedGeneration").setMaximum(9_007_199_254_740_991.0);
    }

    private static List<JsonNode> named(Enum<?>[] constants) {
      return Stream.of(constants).<JsonNode>map(one -> TextNode.valueOf(one.name())).toList();
    }

    /**
     * The API server bounds the cost of a rule by the sizes that the schema gives, which the
     * generator drops in maps.
     */
    private void bound(Map<String, JSONSchemaProps> spec) {
      spec.get("proxyProtocol").setMaxProperties(48L);
      JSONSchemaProps targets = spec.get("probe").getProperties().get("targets");
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
      children("", schema).forEach(child -> rulesOnce(child.schema()));
    }
  }
}
