package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.workloads.WorkloadSet;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.model.Listing;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * What one end of a rule names and policies treat alike: pods of one workload, or addresses
 * outside.
 *
 * @param workload its name; empty for addresses
 * @param pods empty for addresses
 * @param isWhole whether these are all pods of the workload
 * @param isSure whether the labels that are known suffice to say that the rule names it
 * @param addresses empty for pods
 */
record RuleSide(
    RuleEnd end,
    String workload,
    EndGroup group,
    List<Workload> pods,
    boolean isWhole,
    boolean isSure,
    List<AddressRange> addresses) {
  private static final int MOST = 3;

  /** The pods that an end names. */
  static List<RuleSide> pods(RuleEnd end, List<WorkloadSet> sets, Owners owners) {
    List<RuleSide> sides = new ArrayList<>();
    for (WorkloadSet set : sets) {
      for (WorkloadSet.Part part : set.parts()) {
        Grouped<Fit, Workload> fits = new Grouped<>();
        part.pods().forEach(pod -> fits.add(end.of(pod, owners.of(pod)), pod));
        fits.remove(Fit.No);
        fits.forEach(
            (fit, pods) ->
                sides.add(
                    new RuleSide(
                        end,
                        set.name(),
                        part.group(),
                        pods,
                        pods.size() == set.pods().size(),
                        fit == Fit.Yes,
                        List.of())));
      }
    }
    return sides;
  }

  /** The addresses outside that an end names, group by group. */
  static List<RuleSide> outside(RuleEnd end, List<EndGroup> groups) {
    List<RuleSide> sides = new ArrayList<>();
    for (EndGroup group : groups) {
      if (group.isOutside()) {
        List<AddressRange> own = end.within(group.addresses());
        if (!own.isEmpty()) {
          sides.add(new RuleSide(end, "", group, List.of(), true, true, own));
        }
      }
    }
    return sides;
  }

  boolean isOutside() {
    return pods.isEmpty();
  }

  /** Whether both are one and the same pod, which always reaches itself. */
  boolean isItself(RuleSide other) {
    return pods.size() == 1 && pods.get(0).isSinglePod() && other.pods.equals(pods);
  }

  boolean mayHave(Family family) {
    return group.mayHave(family) && (isOutside() || end.isIn(pods.get(0), family));
  }

  Endpoint first() {
    return isOutside() ? group.example() : pods.get(0);
  }

  Endpoint last() {
    return isOutside() ? group.example() : pods.get(pods.size() - 1);
  }

  String name() {
    return isWhole
        ? workload
        : "%s (%s)"
            .formatted(workload, Listing.of(pods.stream().map(Workload::name).toList(), MOST));
  }
}
