package io.esgoperator.cli.workloads;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.workloads.WorkloadSet.Part;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.AllPairs;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.world.Workload;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The workloads of a world: pods with one owner, or without one and with the same labels. */
public record WorkloadSets(AllPairs pairs, Owners owners) {
  /** Labels that controllers give to the pods of one workload to tell them apart. */
  private static final Set<String> GENERATED =
      Set.of(
          "pod-template-hash",
          "pod-template-generation",
          "controller-revision-hash",
          "statefulset.kubernetes.io/pod-name",
          "apps.kubernetes.io/pod-index",
          "batch.kubernetes.io/job-completion-index");

  private record Key(String namespace, String owner, Map<String, String> labels) {}

  /** Those that a filter takes, sorted by namespace and name. */
  public List<WorkloadSet> of(EndFilter filter) {
    Map<Key, Grouped<EndGroup, Workload>> sets = new LinkedHashMap<>();
    for (EndGroup group : pairs.groups()) {
      for (Workload workload : group.workloads()) {
        Owners.Owner owner = owners.of(workload);
        if (filter.takes(workload, owner)) {
          sets.computeIfAbsent(key(workload, owner, filter), first -> new Grouped<>())
              .add(group, workload);
        }
      }
    }
    return sets.entrySet().stream()
        .map(set -> set(set.getKey(), withoutTemplates(set.getValue())))
        .sorted(Comparator.comparing(WorkloadSet::namespace).thenComparing(set -> set.name()))
        .toList();
  }

  private static Key key(Workload workload, Owners.Owner owner, EndFilter filter) {
    boolean isOwner = owner.kind().equals(workload.kind()) && owner.name().equals(workload.name());
    if (!isOwner && filter.names(workload)) {
      return new Key(workload.namespace(), workload.toString(), Map.of());
    }
    Map<String, String> labels = withoutGenerated(workload.labels().known());
    return workload.isSinglePod() && isOwner && !labels.isEmpty()
        ? new Key(workload.namespace(), null, labels)
        : new Key(workload.namespace(), owner.toString(), Map.of());
  }

  private static Map<String, String> withoutGenerated(Map<String, String> labels) {
    Map<String, String> own = new TreeMap<>(labels);
    own.keySet().removeAll(GENERATED);
    return own;
  }

  private static WorkloadSet set(Key key, List<Part> parts) {
    return key.owner() == null
        ? WorkloadSet.ofPods(key.namespace(), parts)
        : new WorkloadSet(key.namespace(), key.owner(), true, parts);
  }

  /** A template says nothing beside pods that were made of it, whose addresses are known. */
  private static List<Part> withoutTemplates(Grouped<EndGroup, Workload> groups) {
    List<Workload> all = groups.values().stream().flatMap(List::stream).toList();
    return groups
        .map(
            (group, some) ->
                new Part(
                    group,
                    some.stream()
                        .filter(one -> all.stream().noneMatch(pod -> made(pod, one)))
                        .toList()))
        .filter(part -> !part.pods().isEmpty())
        .toList();
  }

  private static boolean made(Workload pod, Workload template) {
    return pod.isSinglePod()
        && !template.isSinglePod()
        && pod.hostNetwork() == template.hostNetwork()
        && pod.labels().known().entrySet().containsAll(template.labels().known().entrySet());
  }
}
