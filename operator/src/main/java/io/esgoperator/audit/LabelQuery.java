package io.esgoperator.audit;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A label selector, read once; without requirements it selects everything. */
record LabelQuery(List<Requirement> requirements) {
  static final LabelQuery EVERYTHING = new LabelQuery(List.of());

  static LabelQuery of(LabelSelector selector) {
    if (selector == null) {
      return EVERYTHING;
    }
    if (!selector.getAdditionalProperties().isEmpty()) {
      return new LabelQuery(
          List.of(
              new Requirement(
                  null, selector.getAdditionalProperties().keySet().toString(), Set.of())));
    }
    Map<String, String> equal =
        selector.getMatchLabels() == null ? Map.of() : new TreeMap<>(selector.getMatchLabels());
    return new LabelQuery(
        Stream.concat(
                equal.entrySet().stream()
                    .map(
                        one ->
                            new Requirement(
                                one.getKey(), "In", new HashSet<>(Set.of(text(one.getValue()))))),
                selector.getMatchExpressions().stream().map(Requirement::of))
            .toList());
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  Answer on(Labels labels) {
    Answer answer = Answer.Yes;
    for (Requirement requirement : requirements) {
      answer = answer.and(requirement.on(labels));
      if (answer == Answer.No) {
        return answer;
      }
    }
    return answer;
  }

  /** Why the answer is Perhaps. */
  Stream<String> doubts(Labels labels, String whose) {
    return requirements.stream()
        .filter(requirement -> requirement.on(labels) == Answer.Perhaps)
        .map(requirement -> requirement.doubt(whose));
  }

  record Requirement(String key, String operator, Set<String> values) {
    static Requirement of(LabelSelectorRequirement requirement) {
      return requirement == null
          ? new Requirement(null, null, Set.of())
          : new Requirement(
              requirement.getKey(),
              requirement.getOperator(),
              new HashSet<>(requirement.getValues()));
    }

    Answer on(Labels labels) {
      if (!isSound()) {
        return Answer.Perhaps;
      }
      String value = labels.known().get(key);
      if (value == null && !labels.complete()) {
        return Answer.Perhaps;
      }
      return Answer.of(
          switch (operator) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            default -> value == null;
          });
    }

    /** As the API server accepts it. */
    private boolean isSound() {
      if (key == null || values.contains(null)) {
        return false;
      }
      return switch (String.valueOf(operator)) {
        case "In", "NotIn" -> !values.isEmpty();
        case "Exists", "DoesNotExist" -> values.isEmpty();
        default -> false;
      };
    }

    String doubt(String whose) {
      return isSound()
          ? "the label %s of %s is not known".formatted(key, whose)
          : "the selector's operator %s with values %s on %s is none that the API server accepts"
              .formatted(operator, values, key);
    }
  }
}
