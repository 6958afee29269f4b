package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;

/** Labels and selectors (k8s.io/apimachinery, pkg/apis/meta/v1/validation). */
final class SelectorRules {
  private static final Set<String> WITH_VALUES = Set.of("In", "NotIn");
  private static final Set<String> WITHOUT = Set.of("Exists", "DoesNotExist");

  private SelectorRules() {}

  /** The labels in a field. */
  static FieldRule labels(String field) {
    return object ->
        object.path(field).properties().stream()
            .flatMap(
                label ->
                    Stream.concat(
                            FieldFault.when(
                                !NameForm.KEY.fits(label.getKey()),
                                NameForm.KEY.words(),
                                label.getKey()),
                            NameForm.VALUE.fault(object.path(field), label.getKey()))
                        .limit(1)
                        .map(fault -> fault.below(field)));
  }

  /** A term of {@code matchExpressions}. */
  static Stream<FieldFault> requirement(JsonNode term) {
    String operator = term.path("operator").asText();
    boolean hasValues = !term.path("values").isEmpty();
    return Stream.of(
            FieldFault.when(
                WITH_VALUES.contains(operator) && !hasValues,
                " is missing: write at least one for %s.".formatted(operator),
                "values"),
            FieldFault.when(
                WITHOUT.contains(operator) && hasValues,
                " does not fit %s: leave it out.".formatted(operator),
                "values"),
            FieldRule.oneOf("operator", "In", "NotIn", "Exists", "DoesNotExist").faults(term),
            NameForm.KEY.fault(term, "key"),
            FieldRule.each(
                    "values",
                    value ->
                        FieldFault.when(
                            !NameForm.VALUE.fits(value.asText()), NameForm.VALUE.words()))
                .faults(term))
        .flatMap(faults -> faults);
  }
}
