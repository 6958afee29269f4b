package io.esgoperator.diagnose;

import io.esgoperator.audit.StaticReading;
import io.esgoperator.model.Family;
import io.esgoperator.probe.ProbePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the text of the policies says of one path in one family.
 *
 * @param host of the target that was read
 */
public record PathReading(String path, Family family, String host, StaticReading reading) {

  /** The readings of the targets of the path's probe: the first one, or that of each end. */
  public static Stream<PathReading> of(
      ProbePlan.PlannedPath path, Function<ProbePlan.Peer, StaticReading> read) {
    return Stream.of(Family.values())
        .flatMap(
            family ->
                path.firstOfEachHost(family)
                    .limit(path.eachEnd() ? Long.MAX_VALUE : 1)
                    .map(
                        peer ->
                            new PathReading(path.name(), family, peer.host(), read.apply(peer))));
  }

  /**
   * Finds the reading of a path, by preference of one of its ends.
   *
   * @param family may be null
   * @param host may be null
   */
  public static Optional<StaticReading> of(
      List<PathReading> all, String path, Family family, String host) {
    return all.stream()
        .filter(one -> one.path().equals(path) && one.family() == family)
        .min(Comparator.comparing(one -> !one.host().equals(host)))
        .map(PathReading::reading);
  }
}
