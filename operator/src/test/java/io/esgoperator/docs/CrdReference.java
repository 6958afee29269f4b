package io.esgoperator.docs;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A custom resource's fields in Markdown: a section for each object, a row for each of its fields.
 */
final class CrdReference {
  private static final List<String> HEADS = List.of("field", "type", "default", "says");

  private final CustomResourceDefinition crd;

  CrdReference(CustomResourceDefinition crd) {
    this.crd = crd;
  }

  String page() {
    JSONSchemaProps root = crd.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
    List<String> sections = new ArrayList<>();
    sections.add(
        """
        # %s

        `apiVersion: %s/%s`. %s Written by `make generate` from the CRD; `kubectl explain %s` shows the same.
        """
            .formatted(
                crd.getSpec().getNames().getKind(),
                crd.getSpec().getGroup(),
                crd.getSpec().getVersions().get(0).getName(),
                text(root),
                crd.getSpec().getNames().getShortNames().get(0)));
    for (String part : List.of("spec", "status")) {
      add(sections, part, root.getProperties().get(part), "## ");
    }
    return String.join("\n", sections);
  }

  /** The object's own section, then those of the objects in it. */
  private static void add(
      List<String> sections, String path, JSONSchemaProps object, String heading) {
    Map<String, JSONSchemaProps> fields = object.getProperties();
    List<List<String>> rows =
        fields.entrySet().stream()
            .map(field -> row(path, field.getKey(), field.getValue(), object))
            .toList();
    sections.add(
        heading
            + MarkdownTable.code(path)
            + "\n\n"
            + (text(object).isEmpty() ? "" : text(object) + "\n\n")
            + new MarkdownTable(HEADS, rows)
            + rules(object));
    fields.forEach(
        (name, field) ->
            nested(field)
                .ifPresent(inner -> add(sections, inner(path, name, field), inner, "### ")));
  }

  private static List<String> row(
      String path, String name, JSONSchemaProps field, JSONSchemaProps object) {
    String type = type(field);
    String linked =
        nested(field).isPresent()
            ? "[%s](#%s)".formatted(type, anchor(inner(path, name, field)))
            : type;
    return List.of(
        MarkdownTable.code(name),
        linked + bounds(field) + (object.getRequired().contains(name) ? ", required" : ""),
        Optional.ofNullable(field.getDefault())
            .map(JsonNode::toString)
            .map(MarkdownTable::code)
            .orElse(""),
        text(field) + enumeration(field) + ruleSentences(field));
  }

  private static String type(JSONSchemaProps field) {
    if (Boolean.TRUE.equals(field.getXKubernetesIntOrString())) {
      return "integer or string";
    }
    if ("array".equals(field.getType())) {
      return "list of " + type(field.getItems().getSchema()) + "s";
    }
    if (field.getAdditionalProperties() != null) {
      JSONSchemaProps values = field.getAdditionalProperties().getSchema();
      return "map" + (values == null ? "" : " to " + type(values));
    }
    return field.getFormat() == null ? field.getType() : field.getFormat();
  }

  private static String bounds(JSONSchemaProps field) {
    if (field.getMinimum() != null && field.getMaximum() != null) {
      return ", %.0f to %.0f".formatted(field.getMinimum(), field.getMaximum());
    }
    return Stream.of(field.getMaxItems(), field.getMaxProperties())
        .filter(bound -> bound != null)
        .map(bound -> ", at most " + bound)
        .collect(joining());
  }

  private static String enumeration(JSONSchemaProps field) {
    List<JsonNode> values =
        "array".equals(field.getType()) ? field.getItems().getSchema().getEnum() : field.getEnum();
    return values == null || values.isEmpty()
        ? ""
        : values.stream()
            .map(JsonNode::asText)
            .map(MarkdownTable::code)
            .collect(joining(", ", " One of ", "."));
  }

  /** Of a field that has no section of its own. */
  private static String ruleSentences(JSONSchemaProps field) {
    String sentences = sentences(field).collect(joining("; "));
    return nested(field).isPresent() || sentences.isEmpty()
        ? ""
        : " Refused with: " + sentences + ".";
  }

  private static String rules(JSONSchemaProps object) {
    String list = sentences(object).map("- %s\n"::formatted).collect(joining());
    return list.isEmpty() ? "" : "\nRefused with:\n\n" + list;
  }

  private static Stream<String> sentences(JSONSchemaProps schema) {
    return Optional.ofNullable(schema.getXKubernetesValidations()).stream()
        .flatMap(List::stream)
        .map(ValidationRule::getMessage)
        .filter(message -> message != null);
  }

  /** The object of a field, of its items or of its values, where it has fields. */
  private static Optional<JSONSchemaProps> nested(JSONSchemaProps field) {
    JSONSchemaProps inner = field;
    if ("array".equals(field.getType())) {
      inner = field.getItems().getSchema();
    } else if (field.getAdditionalProperties() != null) {
      inner = field.getAdditionalProperties().getSchema();
    }
    return Optional.ofNullable(inner)
        .filter(schema -> schema.getProperties() != null && !schema.getProperties().isEmpty());
  }

  private static String inner(String path, String name, JSONSchemaProps field) {
    return path + "." + name + ("array".equals(field.getType()) ? "[]" : "");
  }

  /** As GitHub and the site make it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w-]", "");
  }

  /** Angle brackets would be markup. */
  private static String text(JSONSchemaProps schema) {
    return Optional.ofNullable(schema.getDescription())
        .orElse("")
        .replaceAll("\\s+", " ")
        .replace("<", "&lt;");
  }
}
