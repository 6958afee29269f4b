package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.LastProbe;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.ResolvedHost;
import java.time.Duration;
import java.util.List;

/** Builds the whole status from what was seen; the same observations give the same status. */
public final class StatusBuilder {
  private StatusBuilder() {}

  public static EsgInstanceStatus build(Observations seen) {
    List<PathStatus> rows = new PathStatuses(seen).build();
    PathSummary summary = PathSummary.of(seen.instance().getSpec(), rows);
    return new EsgInstanceStatus(
        seen.instance().getMetadata().getGeneration(),
        summary.openCount(),
        summary.worst(),
        new Conditions(seen, summary).build(),
        new Overview(rows).lines(),
        seen.round()
            .map(round -> lastProbe(round, seen))
            .orElseGet(() -> controlled(seen.previous().lastProbe(), seen)),
        rows,
        seen.policy().names(),
        seen.hosts().hosts().entrySet().stream()
            .map(
                host ->
                    new ResolvedHost(
                        host.getKey(), host.getValue().addresses(), host.getValue().problem()))
            .toList(),
        seen.round()
            .map(FinishedRound::openings)
            .orElseGet(() -> seen.previous().undeclaredOpenings()),
        new Canaries(seen).rows());
  }

  private static LastProbe lastProbe(FinishedRound round, Observations seen) {
    return new LastProbe(
        round.job(),
        seen.now().toString(),
        Duration.between(round.started(), seen.now()).toMillis(),
        round.settleMillis(),
        round.specHash(),
        round.requested(),
        null);
  }

  private static LastProbe controlled(LastProbe last, Observations seen) {
    return seen.control()
        .map(
            control ->
                new LastProbe(
                    last.job(),
                    last.time(),
                    last.durationMillis(),
                    last.settleMillis(),
                    last.specHash(),
                    last.requested(),
                    control.state()))
        .orElse(last);
  }
}
