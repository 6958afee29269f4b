package io.esgoperator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.esgoperator.manifest.kind.FieldFault;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jackson's errors in the words of YAML. */
final class Complaints {
  private static final int LONGEST = 600;

  private record Wanted(Class<?> type, String words) {}

  // spotless:off
  private static final List<Wanted> WANTED =
      List.of(
          new Wanted(Boolean.class,            "true or false"),
          new Wanted(String.class,             "a text (put it in quotes)"),
          new Wanted(Number.class,             "a whole number"),
          new Wanted(Collection.class,         "a list"),
          new Wanted(Map.class,                "a mapping"),
          new Wanted(KubernetesResource.class, "a mapping"));

  // spotless:on

  private Complaints() {}

  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** Where in the object it is. */
  static List<Object> path(JsonProcessingException fault) {
    return fault instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? (Object) step.getIndex() : step.getFieldName())
            .toList()
        : List.of();
  }

  static String sentence(List<Object> path, JsonProcessingException fault) {
    return FieldFault.text(path)
        + Optional.of(fault)
            .filter(MismatchedInputException.class::isInstance)
            .map(mismatch -> ((MismatchedInputException) mismatch).getTargetType())
            .flatMap(Complaints::wanted)
            .map(" is not %s: write it so."::formatted)
            .orElse(" cannot be read: a value in it is missing or of another kind.");
  }

  private static Optional<String> wanted(Class<?> type) {
    return WANTED.stream()
        .filter(wanted -> wanted.type().isAssignableFrom(type))
        .map(Wanted::words)
        .findFirst();
  }
}
