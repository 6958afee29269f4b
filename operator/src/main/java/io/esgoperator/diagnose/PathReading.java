package io.esgoperator.diagnose;

import io.esgoperator.audit.StaticReading;
import io.esgoperator.model.Family;
import io.esgoperator.probe.ProbePlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the text of the policies says of one path in one family. */
public record PathReading(String path, Family family, StaticReading reading) {

  /** The reading of the first target of the path's probe, in each family. */
  public static Stream<PathReading> of(
      ProbePlan.PlannedPath path, Function<ProbePlan.Peer, StaticReading> read) {
    return Stream.of(Family.values())
        .flatMap(
            family ->
                path.peersIn(family)
                    .limit(1)
                    .map(peer -> new PathReading(path.name(), family, read.apply(peer))));
  }

  /**
   * Finds the reading of a path.
   *
   * @param family may be null
   */
  public static Optional<StaticReading> of(List<PathReading> all, String path, Family family) {
    return all.stream()
        .filter(one -> one.path().equals(path) && one.family() == family)
        .map(PathReading::reading)
        .findFirst();
  }
}
