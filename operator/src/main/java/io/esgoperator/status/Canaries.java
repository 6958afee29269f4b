package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.model.Direction;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.plan.ProbePlans;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The results of all canaries: those of this pass, and earlier ones that are still valid. */
record Canaries(Observations seen) {
  private static final String ALONE =
      "The probe's pod reached nothing at all, so a port that is silent to it proves no policy.";

  List<CanaryStatus> rows() {
    return Stream.of(
            rows(Direction.Outbound, seen.round().map(Canaries::outbound)),
            rows(Direction.Inbound, seen.inboundCanaries()))
        .flatMap(List::stream)
        .toList();
  }

  List<Canary> found() {
    return rows().stream().map(Canaries::read).toList();
  }

  private List<CanaryStatus> rows(Direction direction, Optional<List<Canary>> found) {
    return found
        .map(canaries -> canaries.stream().map(this::write).toList())
        .orElseGet(
            () ->
                seen.previous().canaries().stream()
                    .filter(row -> row.direction() == direction)
                    .toList());
  }

  private static List<Canary> outbound(FinishedRound round) {
    if (round.outbound() instanceof JobOutcome.Reported reported && reported.report().alone()) {
      return List.of(Canary.unknown(Direction.Outbound, Reason.NothingReached, ALONE));
    }
    return Stream.of(round.outbound(), round.inbound())
        .filter(JobOutcome.Faulted.class::isInstance)
        .map(JobOutcome.Faulted.class::cast)
        .findFirst()
        .map(fault -> List.of(Canary.unknown(Direction.Outbound, fault.reason(), fault.message())))
        .orElseGet(
            () ->
                Canary.of(Direction.Outbound, reports(round.outbound()), reports(round.inbound())));
  }

  private static List<PathReport> reports(JobOutcome outcome) {
    return outcome instanceof JobOutcome.Reported reported
        ? reported.report().on(ProbePlans.CANARY)
        : List.of();
  }

  private CanaryStatus write(Canary canary) {
    return new CanaryStatus(
        canary.direction(),
        canary.family(),
        canary.found(),
        canary.reason(),
        canary.message(),
        seen.now(),
        seen.instance().getMetadata().getGeneration());
  }

  private static Canary read(CanaryStatus row) {
    return new Canary(row.direction(), row.family(), row.found(), row.reason(), row.message());
  }
}
