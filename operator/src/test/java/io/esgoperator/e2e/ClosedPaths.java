package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Engine;
import io.esgoperator.lab.Firewall.Manner;
import io.esgoperator.lab.FreshGateway;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each path is really closed in each manner, several at a time. The catalogue, in its order, fills
 * the smallest square that holds it: the paths of a row are closed together, then those of a
 * column, then those of a diagonal. No two paths are together more than once, so one that falls
 * with another is found.
 */
abstract class ClosedPaths extends FreshGateway {
  private static final int SIDE = (int) Math.ceil(Math.sqrt(Catalogue.PATHS.size()));
  private static final Map<Direction, Map<Manner, String>> CULPRITS =
      Map.of(
          Direction.Outbound,
          Map.of(
              Manner.drop, "the perimeter",
              Manner.reject, "the perimeter, or the servers themselves",
              Manner.admin_prohibit, "the perimeter"),
          Direction.Inbound,
          Map.of(
              Manner.drop, "the gateway, or the cluster's network",
              Manner.reject, "the gateway, or the cluster's network",
              Manner.admin_prohibit, "the gateway, or the cluster's network"));

  /**
   * Each path in each manner takes three times as long; else each path is closed in one of them.
   */
  private static final boolean EVERY = Boolean.getBoolean("closed.every");

  static Stream<List<Path>> dropped() {
    return EVERY ? groups(SIDE, index -> index / SIDE) : part(0);
  }

  static Stream<List<Path>> rejected() {
    return EVERY ? groups(SIDE, index -> index % SIDE) : part(1);
  }

  static Stream<List<Path>> prohibited() {
    return EVERY ? groups(SIDE, index -> (index / SIDE + index) % SIDE) : part(2);
  }

  /** Every third row of the square together. */
  private static Stream<List<Path>> part(int turn) {
    return groups(3, index -> index / SIDE % 3).skip(turn).limit(1);
  }

  private static Stream<List<Path>> groups(int many, Function<Integer, Integer> group) {
    return Stream.iterate(0, number -> number < many, number -> number + 1)
        .map(
            number ->
                Catalogue.PATHS.stream()
                    .filter(path -> number.equals(group.apply(Catalogue.PATHS.indexOf(path))))
                    .toList());
  }

  @ParameterizedTest
  @MethodSource("dropped")
  void paths_dropped_over_IPv4_and_rejected_over_IPv6_are_named_and_no_others(List<Path> paths) {
    assertThatTheStatusSays(
        paths, Map.of(Family.IPv4, Manner.drop, Family.IPv6, Manner.reject), "dropped, rejected");
  }

  @ParameterizedTest
  @MethodSource("rejected")
  @Tag(LabExtension.ALIKE)
  void paths_rejected_over_IPv4_and_dropped_over_IPv6_are_named_and_no_others(List<Path> paths) {
    assertThatTheStatusSays(
        paths, Map.of(Family.IPv4, Manner.reject, Family.IPv6, Manner.drop), "rejected, dropped");
  }

  @ParameterizedTest
  @MethodSource("prohibited")
  @Tag(LabExtension.ALIKE)
  void paths_that_a_filter_prohibits_are_named_and_no_others(List<Path> paths) {
    assertThatTheStatusSays(
        paths,
        Map.of(Family.IPv4, Manner.admin_prohibit, Family.IPv6, Manner.admin_prohibit),
        "administratively prohibited");
  }

  private void assertThatTheStatusSays(
      List<Path> together, Map<Family, Manner> manners, String words) {
    Engine engine = lab.engine();
    List<Path> paths =
        together.stream()
            .filter(path -> engine.ofClosed(path.direction(), Manner.drop).isPresent())
            .toList();
    // The operator looks names up through the perimeter, too: it must know them before.
    boolean isAboutDns = paths.contains(Catalogue.DNS_UDP) || paths.contains(Catalogue.DNS_TCP);
    if (isAboutDns) {
      declare();
    }
    Map<String, Verdict> verdicts = new HashMap<>();
    Map<String, String> culprits = new HashMap<>();
    for (Path path : paths) {
      manners.forEach(
          (family, manner) -> {
            lab.firewall().close(path, manner, family);
            String row = path.name() + " " + family;
            Verdict verdict = engine.ofClosed(path.direction(), manner).orElseThrow();
            verdicts.put(row, verdict);
            culprits.put(
                row,
                CULPRITS
                    .get(path.direction())
                    .get(verdict == Verdict.Blocked ? Manner.drop : manner));
          });
    }
    if (isAboutDns) {
      lab.probe(instance);
    } else {
      declare();
    }
    EsgInstanceStatus status = lab.control(instance);
    paths.forEach(path -> matrix.add(path.name() + ": " + words, status, Set.of(path.name())));
    assertThat(notOpen(status, PathStatus::verdict)).isEqualTo(verdicts);
    assertThat(notOpen(status, row -> row.culprit().phrase())).isEqualTo(culprits);
    assertThat(status.summary())
        .isEqualTo(
            "%d/%d open".formatted(Catalogue.PATHS.size() - paths.size(), Catalogue.PATHS.size()));
    assertThat(status.paths())
        .filteredOn(row -> row.verdict() != Verdict.Open)
        .allSatisfy(
            row ->
                assertThat(paths)
                    .filteredOn(path -> path.name().equals(row.name()))
                    .extracting(Path::consequence)
                    .containsExactly(row.consequence()));
  }
}
