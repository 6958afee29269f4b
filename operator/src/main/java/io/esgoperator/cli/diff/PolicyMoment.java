package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.GatewayCases;
import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.workloads.EndFilter;
import io.esgoperator.cli.workloads.WorkloadSet;
import io.esgoperator.cli.workloads.WorkloadSets;
import io.esgoperator.model.Direction;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.AllPairs;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All workloads and policies at one moment. */
record PolicyMoment(Manifests manifests, Evaluator evaluator, AllPairs pairs, Owners owners) {
  static PolicyMoment of(Manifests manifests, HostAddresses hosts) {
    Evaluator evaluator =
        Evaluator.of(new GatewayCases(manifests, Optional.of(hosts)).cluster(hosts));
    return new PolicyMoment(manifests, evaluator, AllPairs.of(evaluator), new Owners(manifests));
  }

  /** The policies of every kind that select, or may select, a workload; perhaps more than once. */
  Stream<PolicyRef> selecting() {
    return evaluator.world().workloads().stream()
        .flatMap(
            workload ->
                Stream.of(Direction.values())
                    .flatMap(
                        direction ->
                            Stream.concat(
                                evaluator.selecting(workload, direction).stream(),
                                evaluator.notEvaluated(workload, direction).stream())));
  }

  /** The group of each pod of each workload, by the workload's name with its kind. */
  Map<String, Map<String, EndGroup>> workloads() {
    Map<String, Map<String, EndGroup>> all = new TreeMap<>();
    for (WorkloadSet set : new WorkloadSets(pairs, owners).of(EndFilter.EVERY)) {
      for (WorkloadSet.Part part : set.parts()) {
        for (Workload pod : part.pods()) {
          all.computeIfAbsent(
                  set.hasOwner() ? set.name() : pod.toString(), first -> new LinkedHashMap<>())
              .put(pod.toString(), part.group());
        }
      }
    }
    return all;
  }

  boolean isWithoutWorkloads() {
    return pairs.groups().stream().allMatch(EndGroup::isOutside);
  }

  List<EndGroup> outside() {
    return pairs.groups().stream().filter(EndGroup::isOutside).toList();
  }
}
