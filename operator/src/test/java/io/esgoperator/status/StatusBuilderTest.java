package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.api.v1alpha1.StatusFolding;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.probe.Finding;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusBuilderTest extends StatusFixture {
  @Test
  void before_the_first_round_nothing_is_claimed() {
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.empty(), NOON);
    assertThat(status.paths()).extracting(PathStatus::verdict).containsOnly(Verdict.Unknown);
    assertThat(status.summary()).isEqualTo("0/9 open");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("Unknown");
  }

  @Test
  void the_status_of_a_blocked_path_is_the_golden_one() throws IOException {
    EsgInstanceStatus open = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    EsgInstanceStatus blocked =
        proved(open, Map.of("dcc", Finding.NoAnswer), NOON.plus(Duration.ofMinutes(5)));
    Path golden = Path.of("src/test/resources/golden/dcc-blocked.status.yaml");
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(golden, Serialization.asYaml(blocked));
    }
    assertThat(Serialization.asYaml(blocked)).isEqualTo(Files.readString(golden));
  }

  @Test
  void the_same_observations_give_the_same_status() {
    EsgInstanceStatus open = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    assertThat(build(open, Optional.empty(), NOON.plus(Duration.ofMinutes(1)))).isEqualTo(open);
  }

  @Test
  void a_status_survives_the_trip_to_the_api_server_and_back() {
    EsgInstanceStatus status = proved(EsgInstanceStatus.empty(), Map.of("dcc", Finding.Held), NOON);
    EsgInstanceStatus back =
        Serialization.unmarshal(Serialization.asJson(status), EsgInstanceStatus.class);
    assertThat(StatusFolding.of(back)).isEqualTo(StatusFolding.of(status));
    assertThat(back.paths()).extracting(PathStatus::text).hasSameSizeAs(status.paths());
  }

  @Test
  void a_broken_probe_blames_no_path() {
    EsgInstanceStatus status =
        build(
            EsgInstanceStatus.empty(),
            Optional.of(
                new FinishedRound(
                    "job",
                    "hash",
                    null,
                    NOON,
                    new JobOutcome.Faulted(Reason.ProbeImagePull, "The image cannot be pulled."),
                    new JobOutcome.Faulted(Reason.ProbeImagePull, "The image cannot be pulled."),
                    List.of(),
                    PolicyRemarks.NONE,
                    ToldResolvers.none(),
                    List.of(),
                    GatewayPart.WHOLE)),
            NOON);
    assertThat(status.paths())
        .allMatch(row -> row.verdict() == Verdict.Unknown)
        .allMatch(row -> row.reason() == Reason.ProbeImagePull);
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("Unknown");
    assertThat(condition(status, ConditionType.PathsOpen)).isEqualTo("Unknown");
  }

  @Test
  void a_blocked_path_that_degrades_leaves_the_gateway_ready() {
    EsgInstanceStatus status =
        proved(EsgInstanceStatus.empty(), Map.of("pyzor", Finding.NoAnswer), NOON);
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    assertThat(condition(status, ConditionType.Degraded)).isEqualTo("True");
    assertThat(status.problem()).isEqualTo("pyzor Blocked");
  }

  @Test
  void a_blocked_path_that_breaks_is_the_worst_and_not_ready() {
    EsgInstanceStatus status =
        proved(
            EsgInstanceStatus.empty(),
            Map.of("pyzor", Finding.NoAnswer, "smtp-out", Finding.Refused),
            NOON);
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("False");
    assertThat(status.problem()).isEqualTo("smtp-out Refused");
    assertThat(status.summary()).isEqualTo("7/9 open");
  }

  @Test
  void the_history_is_bounded_and_starts_with_the_newest() {
    EsgInstanceStatus status = EsgInstanceStatus.empty();
    for (int minute = 0; minute < 14; minute++) {
      Finding finding = minute % 2 == 0 ? Finding.Refused : Finding.NoAnswer;
      status =
          build(
              status,
              Optional.of(round(Map.of("dcc", finding))),
              NOON.plus(Duration.ofMinutes(minute)));
    }
    assertThat(dcc(status).history()).hasSize(5);
    assertThat(dcc(status).history().get(0))
        .isEqualTo(
            new Transition(
                Instant.parse("2026-01-01T12:13:00Z"),
                Verdict.Blocked,
                Reason.NoAnswer,
                dcc(status).message()));
  }

  @Test
  void one_bad_round_is_a_doubt_and_asks_for_another() {
    EsgInstanceStatus open = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    EsgInstanceStatus doubtful =
        build(open, Optional.of(round(Map.of("dcc", Finding.NoAnswer))), NOON.plusSeconds(300));
    assertThat(dcc(doubtful).verdict()).isEqualTo(Verdict.Open);
    assertThat(dcc(doubtful).lastProbeTime()).isEqualTo("2026-01-01T12:05:00Z");
    assertThat(dcc(doubtful).doubt())
        .startsWith("Blocked in the last round, another one follows at once: ");
    assertThat(doubtful.problem()).isEqualTo("dcc doubtful");
    assertThat(doubtful.atAGlance()).contains("In doubt until the next round: dcc.");
    assertThat(condition(doubtful, ConditionType.Degraded)).isEqualTo("False");
  }

  @Test
  void one_good_round_clears_a_doubt() {
    EsgInstanceStatus open = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    EsgInstanceStatus doubtful =
        build(open, Optional.of(round(Map.of("dcc", Finding.NoAnswer))), NOON.plusSeconds(300));
    EsgInstanceStatus cleared =
        build(doubtful, Optional.of(round(Map.of())), NOON.plusSeconds(310));
    assertThat(dcc(cleared).doubt()).isNull();
    assertThat(dcc(cleared).history()).isEmpty();
    assertThat(dcc(cleared).lastTransitionTime()).isEqualTo("2026-01-01T12:00:00Z");
  }

  @Test
  void a_path_that_was_bad_in_its_only_round_is_not_known_yet() {
    EsgInstanceStatus once =
        build(EsgInstanceStatus.empty(), Optional.of(round(Map.of("dcc", Finding.NoAnswer))), NOON);
    assertThat(dcc(once).verdict()).isEqualTo(Verdict.Unknown);
    assertThat(dcc(once).reason()).isEqualTo(Reason.Unconfirmed);
    assertThat(dcc(once).doubt()).contains("did not answer (1 try)");
    EsgInstanceStatus twice =
        build(once, Optional.of(round(Map.of("dcc", Finding.NoAnswer))), NOON.plusSeconds(9));
    assertThat(dcc(twice).verdict()).isEqualTo(Verdict.Blocked);
    assertThat(dcc(twice).history()).isEmpty();
  }

  @Test
  void a_broken_probe_between_two_bad_rounds_neither_clears_nor_confirms() {
    EsgInstanceStatus once =
        build(EsgInstanceStatus.empty(), Optional.of(round(Map.of("dcc", Finding.NoAnswer))), NOON);
    EsgInstanceStatus broken =
        build(once, Optional.of(round(Map.of("dcc", Finding.ProbeFault))), NOON.plusSeconds(9));
    assertThat(dcc(broken).verdict()).isEqualTo(Verdict.Unknown);
    assertThat(dcc(broken).doubt()).isNull();
    EsgInstanceStatus again =
        build(broken, Optional.of(round(Map.of("dcc", Finding.NoAnswer))), NOON.plusSeconds(99));
    assertThat(dcc(again).verdict()).isEqualTo(Verdict.Blocked);
  }

  @Test
  void a_path_that_comes_and_goes_is_unstable_until_it_stays() {
    EsgInstanceStatus status = EsgInstanceStatus.empty();
    for (Finding finding :
        List.of(
            Finding.NoAnswer,
            Finding.Answered,
            Finding.NoAnswer,
            Finding.Answered,
            Finding.NoAnswer)) {
      status = build(status, Optional.of(round(Map.of("dcc", finding))), NOON);
    }
    assertThat(dcc(status).verdict()).isEqualTo(Verdict.Unstable);
    assertThat(dcc(status).message())
        .startsWith("It changed 4 times in the last 5 rounds (xoxox, newest last). ");
    for (int round = 0; round < 3; round++) {
      status = build(status, Optional.of(round(Map.of())), NOON);
    }
    assertThat(dcc(status).verdict()).isEqualTo(Verdict.Open);
  }

  @Test
  void the_first_verdict_is_no_change() {
    EsgInstanceStatus waiting = build(EsgInstanceStatus.empty(), Optional.empty(), NOON);
    assertThat(build(waiting, Optional.of(round(Map.of())), NOON).paths())
        .allMatch(row -> row.history().isEmpty());
  }

  @Test
  void a_round_that_ends_in_the_second_of_its_begin_took_no_negative_time() {
    EsgInstanceStatus status =
        build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON.minusSeconds(5));
    assertThat(status.lastProbe().durationMillis()).isZero();
  }

  @Test
  void a_rejected_policy_is_never_ready() {
    EsgInstanceStatus status =
        StatusBuilder.build(
            new Observations(
                instance,
                EsgInstanceStatus.empty(),
                specHash,
                PolicyState.rejected("422", List.of()),
                new ResolvedHosts(Map.of()),
                Optional.of(round(Map.of())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                NOON,
                gateway,
                List.of(),
                Optional.empty(),
                List.of()));
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("False");
    assertThat(condition(status, ConditionType.PolicyApplied)).isEqualTo("False");
  }

  @Test
  void a_service_that_rewrites_the_clients_address_is_named() {
    gateway =
        new Gateway(
            List.of(),
            List.of(),
            List.of(
                Serialization.unmarshal(
                    "metadata: {namespace: mail, name: gateway}\nspec: {type: LoadBalancer, ports: [{port: 25}]}",
                    Service.class)));
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    assertThat(condition(status, ConditionType.SourceAddressKept)).isEqualTo("False");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
  }

  @Test
  void what_the_installation_lacks_is_said_and_closes_no_path() {
    shortcomings =
        List.of(new Shortcoming("CrdOutdated", "Old."), new Shortcoming("PodsHidden", "Hidden."));
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    assertThat(status.condition(ConditionType.OperatorInstalled))
        .hasValueSatisfying(
            condition -> {
              assertThat(condition.getStatus()).isEqualTo("False");
              assertThat(condition.getReason()).isEqualTo("CrdOutdated");
              assertThat(condition.getMessage()).isEqualTo("Old. Hidden.");
            });
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
  }
}
