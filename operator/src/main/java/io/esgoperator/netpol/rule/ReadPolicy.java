package io.esgoperator.netpol.rule;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Tier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A parsed policy.
 *
 * @param priority the lower number decides; used only in tiers with ordered rules
 */
public record ReadPolicy(
    PolicyRef ref, Tier tier, int priority, PodQuery subject, Side ingress, Side egress) {

  /**
   * The policy's part for one direction.
   *
   * @param isolates whether it closes to the pods what no rule opens; of a tier with ordered rules
   *     none does
   * @param fault why it is unclear whether it applies; null where it is clear
   */
  public record Side(boolean binds, boolean isolates, List<Rule> rules, String fault) {
    public static final Side NONE = new Side(false, false, List.of(), null);

    public static Side of(List<Rule> rules) {
      return new Side(true, true, rules, null);
    }

    /** Rules that close nothing but what they deny. */
    public static Side adding(List<Rule> rules) {
      return new Side(true, false, rules, null);
    }

    public static Side doubtful(List<Rule> rules, String fault) {
      return new Side(true, true, rules, fault);
    }
  }

  Side side(Direction direction) {
    return direction == Direction.Outbound ? egress : ingress;
  }

  /** The policy with its rules for a direction, if it selects these pods. */
  public Optional<SelectingPolicy> bind(Identity pod, Direction direction) {
    Side side = side(direction);
    Answer binds = side.binds() ? subject.on(pod) : Answer.No;
    return binds == Answer.No
        ? Optional.empty()
        : Optional.of(
            new SelectingPolicy(
                this,
                side.fault() == null ? binds : Answer.Perhaps,
                side.isolates(),
                side.rules()));
  }

  /** Why it is unclear whether it selects the pod. */
  Stream<String> doubts(TrafficEnd pod, Direction direction) {
    String fault = side(direction).fault();
    return Stream.concat(
            fault == null ? Stream.empty() : Stream.of(fault),
            subject.doubts(pod.identity(), pod.toString()))
        .map(doubt -> ref + ": " + doubt);
  }
}
