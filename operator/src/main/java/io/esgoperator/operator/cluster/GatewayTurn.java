package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.model.Direction;
import io.esgoperator.probe.PathReport;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The nodes and pods of the gateway whose turn it is. Both follow from the last round in the
 * status, so that two operators would choose the same. A round that decides a doubt asks as the one
 * before.
 *
 * @param pods the gateway's own
 */
public record GatewayTurn(EsgInstance instance, List<Pod> pods) {
  /**
   * The nodes on which the gateway has ready pods, sorted by name, beginning with the one whose
   * turn it is.
   */
  public List<String> nodes() {
    List<String> sorted = sorted();
    String last = last().map(LastProbe::node).orElse(null);
    if (last == null) {
      return sorted;
    }
    boolean again = rows().anyMatch(row -> row.doubt() != null && isFirstFrom(row, last));
    return from(
        sorted, again ? name -> name.compareTo(last) >= 0 : name -> name.compareTo(last) > 0);
  }

  /** The nodes on which the gateway has ready pods, sorted by name. */
  List<String> sorted() {
    return ready()
        .map(pod -> pod.getSpec().getNodeName())
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The ready pods that a round asks. One place is kept for a pod that was bad, so that its verdict
   * stands until it is well.
   *
   * @param most more than one
   */
  List<Pod> asked(int most) {
    List<Pod> all = ready().toList();
    if (all.size() <= most) {
      return all;
    }
    Set<String> bad = bad();
    return Stream.concat(
            all.stream().filter(pod -> bad.contains(name(pod))).limit(1), inTurn(most).stream())
        .distinct()
        .limit(most)
        .toList();
  }

  /** The name of the first pod in turn; null where a round asks all of them. */
  String firstPod(int most) {
    return ready().count() <= most ? null : name(inTurn(most).get(0));
  }

  private List<Pod> inTurn(int most) {
    List<Pod> sorted = ready().sorted((one, other) -> name(one).compareTo(name(other))).toList();
    String last = last().map(LastProbe::firstPod).orElse(null);
    if (last == null) {
      return sorted;
    }
    List<Pod> again = from(sorted, pod -> name(pod).compareTo(last) >= 0);
    int skipped = rows().anyMatch(row -> row.doubt() != null) ? 0 : most - 1;
    return Stream.concat(again.stream().skip(skipped), again.stream().limit(skipped)).toList();
  }

  private Set<String> bad() {
    return rows()
        .filter(row -> row.direction() == Direction.Inbound && row.verdict().isBad())
        .map(PathStatus::target)
        .filter(Objects::nonNull)
        .map(PathReport::hostOf)
        .collect(Collectors.toSet());
  }

  /** Whether a doubt is about this node; otherwise another node decides it. */
  private static boolean isFirstFrom(PathStatus row, String node) {
    return row.nodes().stream().noneMatch(bad -> bad.node().equals(node));
  }

  private static <T> List<T> from(List<T> sorted, Predicate<T> first) {
    return Stream.concat(
            sorted.stream().filter(first), sorted.stream().filter(Predicate.not(first)))
        .toList();
  }

  private Stream<Pod> ready() {
    return pods.stream().filter(Readiness::isPodReady);
  }

  private Stream<PathStatus> rows() {
    return instance.lastStatus().paths().stream();
  }

  private Optional<LastProbe> last() {
    return Optional.ofNullable(instance.lastStatus().lastProbe());
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }
}
