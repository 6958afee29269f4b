package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.model.PlainText;
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
          ConditionType.OperatorInstalled,
          ConditionState.isTrue("Complete", "The operator has what it needs in this cluster."));

  /** A new condition. */
  public record Said(ConditionType type, ConditionState state) {
    /** Bytes; the API server accepts as many characters. */
    private static final int MESSAGE_LENGTH = 32_768;

    /** Its transition time changes only with its status. */
    Condition after(EsgInstanceStatus before, Long generation, Instant now) {
      return new ConditionBuilder()
          .withType(type.name())
          .withStatus(state.status().name())
          .withReason(state.reason())
          .withMessage(PlainText.line(state.message(), MESSAGE_LENGTH))
          .withLastTransitionTime(
              before
                  .condition(type)
                  .filter(stood -> state.status().name().equals(stood.getStatus()))
                  .map(Condition::getLastTransitionTime)
                  .orElse(now.toString()))
          .withObservedGeneration(generation)
          .build();
    }
  }

  /**
   * Replaces conditions of the same types and appends the others. What is stalled is no longer
   * awaited.
   *
   * @param generation of the instance
   * @param now in whole seconds
   */
  public static List<Condition> of(
      EsgInstanceStatus before, List<Said> said, Long generation, Instant now) {
    boolean stalled = said.stream().anyMatch(one -> one.type() == ConditionType.Stalled);
    return Stream.concat(
            before.conditions().stream()
                .filter(
                    stood -> !stalled || !ConditionType.Reconciling.name().equals(stood.getType()))
                .map(
                    stood ->
                        said.stream()
                            .filter(one -> one.type().name().equals(stood.getType()))
                            .findFirst()
                            .map(one -> one.after(before, generation, now))
                            .orElse(stood)),
            said.stream()
                .filter(one -> before.condition(one.type()).isEmpty())
                .map(one -> one.after(before, generation, now)))
        .toList();
  }
}
