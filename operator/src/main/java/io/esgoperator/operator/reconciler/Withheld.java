package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.reading.Lost;
import io.esgoperator.reading.Unread;
import io.esgoperator.status.Shortcoming;
import io.esgoperator.status.StandingConditions;
import io.esgoperator.status.StandingConditions.Said;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why an instance is not served: its policy stays as it was last written, no probe starts, and no
 * row changes.
 *
 * @param reason CamelCase; of the Event
 * @param sentence of the Event and the log; empty where there is nothing to report
 * @param said new conditions; empty where a write would do harm
 */
record Withheld(String reason, String sentence, List<Said> said) {
  static final String SPEC_LOST = "SpecLost";
  static final String SPEC_UNREADABLE = "SpecUnreadable";
  private static final String STANDS = " The policy stands as it was last written.";

  static Withheld unreadable(Unread fault) {
    String sentence = fault.sentence() + STANDS + " No path is probed until the spec is corrected.";
    return new Withheld(
        SPEC_UNREADABLE,
        sentence,
        stalled(not(ConditionType.SpecReadable, SPEC_UNREADABLE, sentence)));
  }

  /** A pass ended by an exception, whose sentence may be from the API server, and is cut. */
  static Withheld failed(Exception failed) {
    Shortcoming why = PassFault.of(failed);
    String sentence =
        why.message() + STANDS + " The operator tries again, after five minutes at most.";
    return new Withheld(
        why.reason(),
        sentence,
        List.of(new Said(ConditionType.Stalled, ConditionState.isTrue(why.reason(), sentence))));
  }

  /**
   * The cluster's CRD lacks fields of the spec. Any write to such an instance, its status included,
   * makes the API server lose the dropped fields for good. So there is only an Event, unless the
   * fields are lost already.
   *
   * @param lost fields of the instance, by its managed fields
   * @param forgotten whether the API server has lost them for good
   */
  static Withheld lacking(Shortcoming crd, Lost lost, boolean forgotten) {
    if (lost.isNone()) {
      return new Withheld(
          crd.reason(),
          crd.message(),
          stalled(
              not(ConditionType.OperatorInstalled, crd.reason(), crd.message()),
              not(ConditionType.PolicyApplied, crd.reason(), crd.message() + STANDS)));
    }
    String fields = String.join(", ", lost.fields());
    String sentence =
        crd.message()
            + (forgotten
                ? " This instance has lost %s.".formatted(fields)
                : " The next write to this instance deletes %s for good: do not edit it before."
                    .formatted(fields));
    return new Withheld(
        crd.reason(),
        sentence,
        forgotten
            ? stalled(
                not(ConditionType.OperatorInstalled, crd.reason(), crd.message()),
                not(ConditionType.PolicyApplied, SPEC_LOST, lost(fields)))
            : List.of());
  }

  /** The CRD is complete, but fields that an author wrote are missing. */
  static Optional<Withheld> lost(EsgInstance instance) {
    Lost lost = Lost.of(instance);
    if (!lost.isNone()) {
      return Optional.of(specLost(lost(String.join(", ", lost.fields()))));
    }
    return instance
        .lastStatus()
        .condition(ConditionType.PolicyApplied)
        .filter(told -> SPEC_LOST.equals(told.getReason()))
        .filter(
            told ->
                Objects.equals(
                    told.getObservedGeneration(), instance.getMetadata().getGeneration()))
        .map(told -> specLost(told.getMessage()));
  }

  private static Withheld specLost(String sentence) {
    return new Withheld(
        SPEC_LOST, sentence, stalled(not(ConditionType.PolicyApplied, SPEC_LOST, sentence)));
  }

  /** The same where the CRD is complete now, even if the status still calls it outdated. */
  Withheld whole(EsgInstance instance) {
    boolean stale =
        instance
            .lastStatus()
            .condition(StandingConditions.COMPLETE.type())
            .filter(told -> CrdReading.OUTDATED.equals(told.getReason()))
            .isPresent();
    return stale
        ? new Withheld(
            reason,
            sentence,
            Stream.concat(said.stream(), Stream.of(StandingConditions.COMPLETE)).toList())
        : this;
  }

  /** The same as an Event alone. */
  Withheld unwritten() {
    return new Withheld(reason, sentence, List.of());
  }

  private static String lost(String fields) {
    return "The spec has lost "
        + fields
        + ": the API server drops what its CustomResourceDefinition does not know."
        + STANDS
        + " Write again what is lost, or change the spec in another way to do without it.";
  }

  /** The last of the conditions is the reason why there is no progress. */
  private static List<Said> stalled(Said... said) {
    ConditionState why = said[said.length - 1].state();
    return Stream.concat(
            Stream.of(said),
            Stream.of(
                new Said(
                    ConditionType.Stalled, ConditionState.isTrue(why.reason(), why.message()))))
        .toList();
  }

  private static Said not(ConditionType type, String reason, String message) {
    return new Said(type, ConditionState.isFalse(reason, message));
  }

  /** The CRD has become complete a moment ago. */
  static Withheld settling() {
    return new Withheld("CrdSettling", "", List.of());
  }
}
