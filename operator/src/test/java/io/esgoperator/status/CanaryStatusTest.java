package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.plan.ProbePlans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the canaries say of the cluster, in the status. */
class CanaryStatusTest extends StatusFixture {
  @Test
  void a_cluster_that_does_not_enforce_is_never_ready() {
    EsgInstanceStatus status =
        build(
            EsgInstanceStatus.empty(),
            Optional.of(round(Map.of(ProbePlans.CANARY, Finding.Answered))),
            NOON);
    assertThat(condition(status, ConditionType.PolicyEnforced)).isEqualTo("False");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("False");
    assertThat(condition(status, ConditionType.PathsOpen)).isEqualTo("True");
  }

  @Test
  void what_the_canary_said_stands_between_the_rounds() {
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    assertThat(condition(status, ConditionType.PolicyEnforced)).isEqualTo("True");
    assertThat(
            condition(
                build(status, Optional.empty(), NOON.plusSeconds(9)), ConditionType.PolicyEnforced))
        .isEqualTo("True");
  }

  @Test
  void a_probe_that_failed_says_why_the_canary_shows_nothing() {
    FinishedRound whole = round(Map.of());
    FinishedRound broken =
        new FinishedRound(
            whole.job(),
            whole.specHash(),
            null,
            whole.started(),
            whole.outbound(),
            new JobOutcome.Faulted(Reason.QuotaExceeded, "No room."),
            List.of(),
            remarks,
            resolvers,
            entering,
            GatewayPart.WHOLE);
    assertThat(build(EsgInstanceStatus.empty(), Optional.of(broken), NOON).canaries())
        .singleElement()
        .matches(canary -> canary.found() == Found.Unknown && canary.family() == null)
        .matches(canary -> canary.reason() == Reason.QuotaExceeded)
        .matches(canary -> canary.message().equals("No room."));
  }

  /** Its silence would read as a port that the policy closes. */
  @Test
  void a_pod_to_which_nothing_came_back_proves_no_policy() {
    FinishedRound whole = round(Map.of());
    ProbeReport silent =
        new ProbeReport(
            List.of(Family.IPv4),
            40,
            7,
            List.of(
                new PathReport(
                    ProbePlans.CANARY, Family.IPv4, Finding.NoAnswer, "esg-operator", 1, 1, 1, "")),
            List.of("10.43.0.10"),
            true);
    FinishedRound alone =
        new FinishedRound(
            whole.job(),
            whole.specHash(),
            null,
            whole.started(),
            new JobOutcome.Reported(silent),
            whole.inbound(),
            List.of(),
            remarks,
            resolvers,
            entering,
            GatewayPart.WHOLE);
    assertThat(build(EsgInstanceStatus.empty(), Optional.of(alone), NOON).canaries())
        .singleElement()
        .matches(canary -> canary.found() == Found.Unknown)
        .matches(canary -> canary.reason() == Reason.NothingReached);
  }

  @Test
  void what_the_inbound_canary_found_stands_through_the_rounds() {
    EsgInstanceStatus first = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    inboundCanaries =
        Optional.of(
            List.of(new Canary(Direction.Inbound, Family.IPv6, Found.Open, Reason.Reached, null)));
    EsgInstanceStatus leaking = build(first, Optional.empty(), NOON.plusSeconds(9));
    inboundCanaries = Optional.empty();
    EsgInstanceStatus later = build(leaking, Optional.of(round(Map.of())), NOON.plusSeconds(300));
    assertThat(later.canaries())
        .extracting(CanaryStatus::direction, CanaryStatus::family, CanaryStatus::found)
        .containsExactly(
            tuple(Direction.Outbound, Family.IPv4, Found.Closed),
            tuple(Direction.Inbound, Family.IPv6, Found.Open));
    assertThat(condition(later, ConditionType.PolicyEnforced)).isEqualTo("False");
    assertThat(condition(later, ConditionType.Ready)).isEqualTo("False");
  }
}
