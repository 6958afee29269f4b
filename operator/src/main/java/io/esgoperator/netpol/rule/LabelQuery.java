package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Labels;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A parsed label selector; without requirements it selects everything. */
public record LabelQuery(List<Requirement> requirements) {
  public static final LabelQuery EVERYTHING = new LabelQuery(List.of());

  public static LabelQuery of(LabelSelector selector) {
    if (selector == null) {
      return EVERYTHING;
    }
    return new LabelQuery(
        Stream.of(
                selector.getAdditionalProperties().keySet().stream().map(Requirement::unknown),
                equalities(selector.getMatchLabels()),
                selector.getMatchExpressions().stream().map(Requirement::of))
            .flatMap(requirements -> requirements)
            .toList());
  }

  private static Stream<Requirement> equalities(Map<String, String> labels) {
    return labels == null
        ? Stream.empty()
        : labels.entrySet().stream()
            .map(
                one ->
                    Requirement.equality(
                        one.getKey(), Objects.requireNonNullElse(one.getValue(), "")));
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

  /** {@code pods app=web}: what it selects, in the words of {@code kubectl get --selector}. */
  String selected(String things) {
    return requirements.isEmpty()
        ? "all " + things
        : requirements.stream()
            .map(Requirement::toString)
            .collect(Collectors.joining(",", things + " ", ""));
  }

  /** Why the answer is Perhaps. */
  Stream<String> doubts(Labels labels, String owner) {
    return requirements.stream()
        .filter(requirement -> requirement.on(labels) == Answer.Perhaps)
        .map(requirement -> requirement.doubt(owner, labels));
  }

  /**
   * A requirement on one label.
   *
   * @param fault why it cannot be decided; null where it is sound
   * @param unseen why the label may not be seen where it is there; null where it is seen
   */
  public record Requirement(
      String key, Operator operator, Set<String> values, String fault, String unseen) {
    private static final Map<String, Operator> OPERATORS =
        Stream.of(Operator.values()).collect(Collectors.toMap(Operator::name, one -> one));

    static Requirement unknown(String field) {
      return faulty("the selector has " + field + ", which is not known");
    }

    private static Requirement faulty(String fault) {
      return new Requirement(null, null, Set.of(), fault, null);
    }

    public static Requirement equality(String key, String value) {
      return of(key, Operator.In, Set.of(value));
    }

    public static Requirement of(String key, Operator operator, Set<String> values) {
      return new Requirement(key, operator, values, null, null);
    }

    /** The same requirement on another label. */
    public Requirement on(String other) {
      return new Requirement(other, operator, values, fault, unseen);
    }

    /** The same requirement, which cannot be decided for a reason, unless it has one already. */
    public Requirement undecided(String why) {
      return fault != null ? this : new Requirement(key, operator, values, why, unseen);
    }

    /** The same requirement on a label that may not be seen for a reason. */
    public Requirement unseen(String why) {
      return new Requirement(key, operator, values, fault, why);
    }

    static Requirement of(LabelSelectorRequirement written) {
      if (written == null) {
        return unknown("an empty item");
      }
      Operator operator = OPERATORS.get(String.valueOf(written.getOperator()));
      boolean needsValues = operator == Operator.In || operator == Operator.NotIn;
      return written.getKey() == null
              || operator == null
              || written.getValues().stream().anyMatch(Objects::isNull)
              || needsValues == written.getValues().isEmpty()
          ? faulty(
              "the selector's operator %s with values %s on %s is none that the API server accepts"
                  .formatted(written.getOperator(), written.getValues(), written.getKey()))
          : of(written.getKey(), operator, Set.copyOf(written.getValues()));
    }

    /** Whether a label with this value has it for certain. */
    public boolean isHeldBy(String value) {
      return key != null && on(Labels.of(Map.of(key, value))) == Answer.Yes;
    }

    Answer on(Labels labels) {
      if (fault != null || labels.isOpen(key)) {
        return Answer.Perhaps;
      }
      boolean seen = fits(labels.known().get(key));
      return unseen == null || seen == fits(null) ? Answer.of(seen) : Answer.Perhaps;
    }

    /** Whether a label's value fits; of a label that is not there it is null. */
    private boolean fits(String value) {
      return switch (operator) {
        case In -> value != null && values.contains(value);
        case NotIn -> value == null || !values.contains(value);
        case Exists -> value != null;
        case DoesNotExist -> value == null;
      };
    }

    @Override
    public String toString() {
      if (fault != null) {
        return "(a term that cannot be read)";
      }
      String sorted = String.join(",", new TreeSet<>(values));
      return switch (operator) {
        case In -> values.size() == 1 ? key + "=" + sorted : key + " in (" + sorted + ")";
        case NotIn -> values.size() == 1 ? key + "!=" + sorted : key + " notin (" + sorted + ")";
        case Exists -> key;
        case DoesNotExist -> "!" + key;
      };
    }

    String doubt(String owner, Labels labels) {
      if (fault != null) {
        return fault;
      }
      return labels.isOpen(key) ? "the label %s of %s is not known".formatted(key, owner) : unseen;
    }
  }
}
