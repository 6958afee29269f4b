package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.gateway.AskedPort;
import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.report.EngineHint;
import io.esgoperator.cli.workloads.EndFilter;
import io.esgoperator.cli.workloads.WorkloadSet;
import io.esgoperator.cli.workloads.WorkloadSets;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.netpol.AllPairs;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.world.Decision;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What is asked: which ends may send what to which, at one port or at all. */
record ConnectivityQuestion(EndFilter from, EndFilter to, Optional<AskedPort> port) {
  /**
   * The answer for a world.
   *
   * @throws BadInputException where no workload is as asked
   */
  ConnectivityReport answer(Evaluator evaluator, Owners owners) throws BadInputException {
    if (from.isOutsideAlone() && to.isOutsideAlone()) {
      throw new BadInputException(
          "--to", "is outside, as --from is: write NAMESPACE/NAME or NAMESPACE/ for one of both.");
    }
    AllPairs pairs = AllPairs.of(evaluator);
    WorkloadSets workloads = new WorkloadSets(pairs, owners);
    List<WorkloadSet> sources = sets(workloads, "--from", from);
    List<WorkloadSet> destinations = from.equals(to) ? sources : sets(workloads, "--to", to);
    return report(new Connectivity(pairs, new RowMaker(evaluator), port), sources, destinations);
  }

  private static List<WorkloadSet> sets(WorkloadSets workloads, String option, EndFilter filter)
      throws BadInputException {
    List<WorkloadSet> sets = workloads.of(filter);
    if (sets.isEmpty() && filter.namespace() != null) {
      throw new BadInputException(
          option,
          "no workload is %s: write NAMESPACE/NAME of one, NAMESPACE/ for all of a namespace, or outside."
              .formatted(filter));
    }
    return sets;
  }

  private ConnectivityReport report(
      Connectivity connectivity, List<WorkloadSet> sources, List<WorkloadSet> destinations) {
    List<ConnectivityRow> rows = new ArrayList<>();
    Map<Decision, Integer> count = new EnumMap<>(Decision.class);
    Consumer<List<ConnectivityRow>> pairs =
        pair -> {
          rows.addAll(pair);
          count.merge(decision(pair), 1, Integer::sum);
        };
    for (WorkloadSet source : sources) {
      for (WorkloadSet destination : destinations) {
        if (Connectivity.isPair(source, destination)) {
          pairs.accept(connectivity.between(source, destination));
        }
      }
      if (to.outside()) {
        pairs.accept(connectivity.withOutside(source, true));
      }
    }
    if (from.outside()) {
      destinations.forEach(one -> pairs.accept(connectivity.withOutside(one, false)));
    }
    List<WorkloadSet> sets =
        sources == destinations
            ? sources
            : Stream.concat(sources.stream(), destinations.stream()).toList();
    return new ConnectivityReport(
        rows,
        sets,
        count.getOrDefault(Decision.Allowed, 0),
        count.getOrDefault(Decision.Unclear, 0),
        count.getOrDefault(Decision.Denied, 0),
        EngineHint.of(rows.stream().anyMatch(ConnectivityRow::byEngine)));
  }

  private static Decision decision(List<ConnectivityRow> pair) {
    if (pair.isEmpty()) {
      return Decision.Denied;
    }
    return pair.stream().allMatch(ConnectivityRow::isAllowed) ? Decision.Allowed : Decision.Unclear;
  }
}
