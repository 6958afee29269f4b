package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.PodRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks an EsgInstance outside of its spec as the API server does: other fields, and metadata. */
final class InstanceHeading {
  private static final Pattern NAME = Pattern.compile(PodRules.OBJECT_NAME_PATTERN);
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern LABEL_VALUE = Pattern.compile(PodRules.LABEL_VALUE_PATTERN);
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_VALUE = 63;

  private static final Set<String> FIELDS =
      Set.of("apiVersion", "kind", "metadata", "spec", "status");

  private static final Set<String> METADATA =
      Set.of(
          "annotations",
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "finalizers",
          "generateName",
          "generation",
          "labels",
          "managedFields",
          "name",
          "namespace",
          "ownerReferences",
          "resourceVersion",
          "selfLink",
          "uid");

  private InstanceHeading() {}

  /** The first complaint about an EsgInstance apart from its spec and status. */
  static Optional<SpecComplaint> complaint(Tree.Fields instance) {
    JsonNode metadata = instance.at("metadata").map(Tree::json).orElse(instance.json().path(""));
    return Stream.of(
            unknown(List.of(), names(instance.json()), FIELDS),
            unknown(List.of("metadata"), names(metadata), METADATA),
            text(
                metadata.path("name"),
                List.of("metadata", "name"),
                name -> name.length() <= LONGEST_NAME && NAME.matcher(name).matches(),
                " is no name: write lower-case letters, digits, dashes and dots, such as gateway."),
            text(
                metadata.path("namespace"),
                List.of("metadata", "namespace"),
                name -> NAMESPACE.matcher(name).matches(),
                " is no namespace's name: write lower-case letters, digits and dashes, such as mail."),
            entries(metadata, "labels"),
            entries(metadata, "annotations"))
        .flatMap(complaints -> complaints)
        .findFirst();
  }

  private static Stream<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey);
  }

  private static Stream<SpecComplaint> unknown(
      List<Object> above, Stream<String> names, Set<String> known) {
    return names
        .filter(name -> !known.contains(name))
        .map(
            name ->
                new SpecComplaint(
                        List.of(name),
                        " is no field there: write one of %s."
                            .formatted(String.join(", ", new TreeSet<>(known))))
                    .below(above));
  }

  /** An empty name counts as missing, which another check reports. */
  private static Stream<SpecComplaint> text(
      JsonNode value, List<Object> path, Predicate<String> form, String words) {
    return !value.isTextual() || value.asText().isBlank() || form.test(value.asText())
        ? Stream.empty()
        : Stream.of(new SpecComplaint(path, words));
  }

  private static Stream<SpecComplaint> entries(JsonNode metadata, String kind) {
    return metadata.path(kind).properties().stream()
        .flatMap(
            entry -> {
              List<Object> path = List.of("metadata", kind, entry.getKey());
              if (!PodSpecRules.isLabelKey(
                  kind.equals("labels")
                      ? entry.getKey()
                      : entry.getKey().toLowerCase(Locale.ROOT))) {
                return Stream.of(
                    new SpecComplaint(path, " is no key: write it like app or example.com/app."));
              }
              return kind.equals("labels")
                  ? text(
                      entry.getValue(),
                      path,
                      value ->
                          value.length() <= LONGEST_VALUE && LABEL_VALUE.matcher(value).matches(),
                      " is no label's value: write 63 letters, digits, dashes, dots and underscores at most.")
                  : Stream.empty();
            });
  }
}
