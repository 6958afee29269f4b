package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A round that asked pods esg-1 and esg-2, of which esg-2 is still there when it is read. */
class PodsGoneTest {
  private static final PathReport SILENT = row("smtp-in", Family.IPv4, "esg-1", Finding.NoAnswer);
  private static final PathReport OPEN = row("smtp-in", Family.IPv4, "esg-2", Finding.Answered);

  private final PodsGone gone = new PodsGone(Set.of("smtp-in"), Set.of("esg-2"));

  @Test
  void a_pod_that_ended_is_no_end_of_the_path_any_more() {
    assertThat(judged(SILENT, OPEN)).containsExactly(OPEN);
  }

  @Test
  void where_no_pod_that_was_asked_is_left_the_path_is_not_judged() {
    assertThat(judged(SILENT))
        .containsExactly(SILENT.found(Finding.ProbeFault, 12, "the pod ended while it was asked"));
  }

  @Test
  void a_family_in_which_only_the_pod_that_ended_was_asked_is_not_judged() {
    PathReport overIpv6 = row("smtp-in", Family.IPv6, "esg-1", Finding.Refused);
    assertThat(judged(overIpv6, OPEN))
        .extracting(PathReport::family, PathReport::finding)
        .containsExactly(
            tuple(Family.IPv6, Finding.ProbeFault), tuple(Family.IPv4, Finding.Answered));
  }

  @Test
  void what_a_pod_answered_before_it_ended_stands() {
    PathReport answered = row("smtp-in", Family.IPv4, "esg-1", Finding.Answered);
    assertThat(judged(answered)).containsExactly(answered);
  }

  @Test
  void a_pod_that_is_still_there_and_silent_is_judged() {
    PathReport silent = row("smtp-in", Family.IPv4, "esg-2", Finding.NoAnswer);
    assertThat(judged(silent)).containsExactly(silent);
  }

  @Test
  void entrances_and_canaries_are_asked_at_no_pod() {
    PathReport canary = row("*canary", Family.IPv4, "operator", Finding.NoAnswer);
    assertThat(judged(canary)).containsExactly(canary);
  }

  @Test
  void a_probe_that_failed_stays_one() {
    JobOutcome failed = new JobOutcome.Faulted(Reason.ProbeFailed, "exit code 1");
    assertThat(gone.leftOut(failed)).isSameAs(failed);
  }

  private List<PathReport> judged(PathReport... rows) {
    ProbeReport report = new ProbeReport(List.of(Family.IPv4), 42, 7, List.of(rows));
    return ((JobOutcome.Reported) gone.leftOut(new JobOutcome.Reported(report))).report().paths();
  }

  private static PathReport row(String path, Family family, String pod, Finding finding) {
    return new PathReport(path, family, finding, pod + " (10.42.0.7)", 12, 3, 1, "");
  }
}
