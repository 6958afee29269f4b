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
                            NameForm.KEY.fits(label.getKey())
                                ? Stream.empty()
                                : Stream.of(FieldFault.in(label.getKey(), NameForm.KEY.words())),
                            NameForm.VALUE.fault(object.path(field), label.getKey()))
                        .limit(1)
                        .map(fault -> fault.below(field)));
  }

  /** A term of {@code matchExpressions}. */
  static Stream<FieldFault> requirement(JsonNode term) {
    String operator = term.path("operator").asText();
    boolean hasValues = !term.path("values").isEmpty();
    if (WITH_VALUES.contains(operator) && !hasValues) {
      return Stream.of(
          FieldFault.in("values", " is missing: write at least one for %s.".formatted(operator)));
    }
    if (WITHOUT.contains(operator) && hasValues) {
      return Stream.of(
          FieldFault.in("values", " does not fit %s: leave it out.".formatted(operator)));
    }
    return Stream.of(
            FieldRule.oneOf("operator", "In", "NotIn", "Exists", "DoesNotExist").faults(term),
            NameForm.KEY.fault(term, "key"),
            NameForm.VALUE.faults(term, "values"))
        .flatMap(faults -> faults);
  }
}
