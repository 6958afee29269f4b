package io.esgoperator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.esgoperator.manifest.kind.FieldFault;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jackson's errors in the words of YAML. */
final class Complaints {
  private static final int LONGEST = 600;

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
    String where = FieldFault.text(path);
    if (fault instanceof UnrecognizedPropertyException unknown) {
      return "%s is no field there: write one of %s."
          .formatted(where, String.join(", ", new TreeSet<>(names(unknown))));
    }
    return fault instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? "%s is not %s: write it so.".formatted(where, wanted(mismatch.getTargetType()))
        : "%s cannot be read: a value in it is missing or of another kind.".formatted(where);
  }

  private static List<String> names(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds() == null
        ? List.of()
        : unknown.getKnownPropertyIds().stream().map(String::valueOf).toList();
  }

  private static String wanted(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Stream.of(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text (put it in quotes)";
    }
    if (type == IntOrString.class) {
      return "a number or a name";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "a mapping";
    }
    return Number.class.isAssignableFrom(type) || type.isPrimitive()
        ? "a whole number"
        : "a mapping";
  }
}
