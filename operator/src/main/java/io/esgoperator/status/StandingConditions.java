package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The conditions of an instance that is not served: the existing ones, with some replaced. */
public final class StandingConditions {
  private StandingConditions() {}

  /** The operator lacks nothing. */
  public static final Said COMPLETE =
      new Said(
          "OperatorInstalled",
          "True",
          "Complete",
          "The operator has what it needs in this cluster.");

  /** A new condition. */
  public record Said(String type, String status, String reason, String message) {}

  /**
   * Replaces conditions of the same types and appends the others.
   *
   * @param generation of the instance
   * @param now in whole seconds
   */
  public static List<Condition> of(
      EsgInstanceStatus before, List<Said> said, Long generation, Instant now) {
    return Stream.concat(
            before.conditions().stream()
                .map(
                    stood ->
                        said.stream()
                            .filter(one -> one.type().equals(stood.getType()))
                            .findFirst()
                            .map(one -> condition(before, one, generation, now))
                            .orElse(stood)),
            said.stream()
                .filter(one -> before.condition(one.type()).isEmpty())
                .map(one -> condition(before, one, generation, now)))
        .toList();
  }

  private static Condition condition(
      EsgInstanceStatus before, Said said, Long generation, Instant now) {
    return new ConditionBuilder()
        .withType(said.type())
        .withStatus(said.status())
        .withReason(said.reason())
        .withMessage(said.message())
        .withLastTransitionTime(
            before
                .condition(said.type())
                .filter(stood -> said.status().equals(stood.getStatus()))
                .map(Condition::getLastTransitionTime)
                .orElse(now.toString()))
        .withObservedGeneration(generation)
        .build();
  }
}
