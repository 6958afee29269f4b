package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.catalog.Family;
import io.esgoperator.policy.DeclaredPath;
import io.esgoperator.policy.DeclaredPaths;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlans;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StatusBuilderTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private final EsgInstance instance = Instances.sample("minimal");

  @Test
  void before_the_first_round_nothing_is_claimed() {
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.empty(), NOON);
    assertThat(status.paths()).extracting(PathStatus::verdict).containsOnly("Unknown");
    assertThat(status.summary()).isEqualTo("0/9 open");
    assertThat(condition(status, "Ready")).isEqualTo("Unknown");
  }

  @Test
  void the_status_of_a_blocked_path_is_the_golden_one() throws IOException {
    EsgInstanceStatus open = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    EsgInstanceStatus blocked =
        build(
            open,
            Optional.of(round(Map.of("dcc", Finding.NoAnswer))),
            NOON.plus(Duration.ofMinutes(5)));
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
    EsgInstanceStatus status =
        build(EsgInstanceStatus.empty(), Optional.of(round(Map.of("dcc", Finding.Held))), NOON);
    assertThat(Serialization.unmarshal(Serialization.asJson(status), EsgInstanceStatus.class))
        .isEqualTo(status);
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
                    new JobOutcome.Faulted("ProbeImagePull", "The image cannot be pulled."),
                    new JobOutcome.Faulted("ProbeImagePull", "The image cannot be pulled."),
                    List.of())),
            NOON);
    assertThat(status.paths())
        .allMatch(row -> row.verdict().equals("Unknown"))
        .allMatch(row -> row.reason().equals("ProbeImagePull"));
    assertThat(condition(status, "Ready")).isEqualTo("Unknown");
    assertThat(condition(status, "PathsOpen")).isEqualTo("Unknown");
  }

  @Test
  void a_blocked_path_that_degrades_leaves_the_gateway_ready() {
    EsgInstanceStatus status =
        build(
            EsgInstanceStatus.empty(), Optional.of(round(Map.of("pyzor", Finding.NoAnswer))), NOON);
    assertThat(condition(status, "Ready")).isEqualTo("True");
    assertThat(condition(status, "Degraded")).isEqualTo("True");
    assertThat(status.problem()).isEqualTo("pyzor Blocked");
  }

  @Test
  void a_blocked_path_that_breaks_is_the_worst_and_not_ready() {
    EsgInstanceStatus status =
        build(
            EsgInstanceStatus.empty(),
            Optional.of(round(Map.of("pyzor", Finding.NoAnswer, "smtp-out", Finding.Refused))),
            NOON);
    assertThat(condition(status, "Ready")).isEqualTo("False");
    assertThat(status.problem()).isEqualTo("smtp-out Refused");
    assertThat(status.summary()).isEqualTo("7/9 open");
  }

  @Test
  void the_history_is_bounded_and_starts_with_the_newest() {
    EsgInstanceStatus status = EsgInstanceStatus.empty();
    for (int minute = 0; minute < 10; minute++) {
      Finding finding = minute % 2 == 0 ? Finding.Answered : Finding.NoAnswer;
      status =
          build(
              status,
              Optional.of(round(Map.of("dcc", finding))),
              NOON.plus(Duration.ofMinutes(minute)));
    }
    assertThat(dcc(status).history()).hasSize(5);
    assertThat(dcc(status).history().get(0).time()).isEqualTo("2026-01-01T12:09:00Z");
    assertThat(dcc(status).history().get(0).verdict()).isEqualTo("Blocked");
  }

  @Test
  void the_first_verdict_is_no_change() {
    EsgInstanceStatus waiting = build(EsgInstanceStatus.empty(), Optional.empty(), NOON);
    assertThat(build(waiting, Optional.of(round(Map.of())), NOON).paths())
        .allMatch(row -> row.history().isEmpty());
  }

  @Test
  void a_cluster_that_does_not_enforce_is_never_ready() {
    EsgInstanceStatus status =
        build(
            EsgInstanceStatus.empty(),
            Optional.of(round(Map.of(ProbePlans.CANARY, Finding.Answered))),
            NOON);
    assertThat(condition(status, "PolicyEnforced")).isEqualTo("False");
    assertThat(condition(status, "Ready")).isEqualTo("False");
    assertThat(condition(status, "PathsOpen")).isEqualTo("True");
  }

  @Test
  void what_the_canary_said_stands_between_the_rounds() {
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
    assertThat(condition(status, "PolicyEnforced")).isEqualTo("True");
    assertThat(condition(build(status, Optional.empty(), NOON.plusSeconds(9)), "PolicyEnforced"))
        .isEqualTo("True");
  }

  @Test
  void a_rejected_policy_is_never_ready() {
    EsgInstanceStatus status =
        StatusBuilder.build(
            new Observations(
                instance,
                EsgInstanceStatus.empty(),
                PolicyState.rejected("422", List.of()),
                new ResolvedHosts(Map.of()),
                Optional.of(round(Map.of())),
                Optional.empty(),
                NOON));
    assertThat(condition(status, "Ready")).isEqualTo("False");
    assertThat(condition(status, "PolicyApplied")).isEqualTo("False");
  }

  @Test
  void a_control_that_gets_through_blames_the_policy_on_the_gateway() {
    EsgInstanceStatus status = controlled(Finding.Answered, List.of("deny-mail"));
    assertThat(dcc(status).culprit()).isEqualTo("NetworkPolicy deny-mail");
    assertThat(dcc(status).control()).contains("let NetworkPolicy deny-mail open the port");
    assertThat(status.lastProbe().control()).isEqualTo("Read");
    assertThat(status.overview())
        .anyMatch(
            line -> line.startsWith("Blocked: dcc (UDP 6277 out) by NetworkPolicy deny-mail."));
  }

  @Test
  void a_control_that_fares_no_better_clears_the_gateways_policies() {
    EsgInstanceStatus status = controlled(Finding.NoAnswer, List.of("deny-mail"));
    assertThat(dcc(status).culprit()).isEqualTo("the network outside of the gateway's policies");
    assertThat(dcc(status).verdict()).isEqualTo("Blocked");
  }

  @Test
  void a_control_that_did_not_do_its_work_blames_nobody() {
    EsgInstanceStatus status = controlled(Finding.ProbeFault, List.of());
    assertThat(dcc(status).culprit()).isNull();
  }

  @Test
  void a_culprit_stays_while_the_path_fares_the_same() {
    EsgInstanceStatus status = controlled(Finding.Answered, List.of("deny-mail"));
    EsgInstanceStatus next =
        build(
            status,
            Optional.of(round(Map.of("dcc", Finding.NoAnswer))),
            NOON.plus(Duration.ofMinutes(5)));
    assertThat(dcc(next).culprit()).isEqualTo("NetworkPolicy deny-mail");
    assertThat(next.lastProbe().control()).isNull();
  }

  @Test
  void a_culprit_goes_when_the_path_recovers() {
    EsgInstanceStatus status = controlled(Finding.Answered, List.of("deny-mail"));
    EsgInstanceStatus next =
        build(status, Optional.of(round(Map.of())), NOON.plus(Duration.ofMinutes(5)));
    assertThat(dcc(next).culprit()).isNull();
    assertThat(dcc(next).control()).isNull();
  }

  private EsgInstanceStatus controlled(Finding found, List<String> policies) {
    EsgInstanceStatus blocked =
        build(EsgInstanceStatus.empty(), Optional.of(round(Map.of("dcc", Finding.NoAnswer))), NOON);
    List<DeclaredPath> dcc =
        DeclaredPaths.of(instance.getSpec()).stream()
            .filter(path -> path.name().equals("dcc"))
            .toList();
    return build(
        blocked,
        Optional.empty(),
        Optional.of(
            new ControlRound(new JobOutcome.Reported(report(dcc, Map.of("dcc", found))), policies)),
        NOON.plusSeconds(9));
  }

  private static PathStatus dcc(EsgInstanceStatus status) {
    return status.paths().stream()
        .filter(row -> row.name().equals("dcc"))
        .findFirst()
        .orElseThrow();
  }

  private EsgInstanceStatus build(
      EsgInstanceStatus previous, Optional<FinishedRound> round, Instant now) {
    return build(previous, round, Optional.empty(), now);
  }

  private EsgInstanceStatus build(
      EsgInstanceStatus previous,
      Optional<FinishedRound> round,
      Optional<ControlRound> control,
      Instant now) {
    return StatusBuilder.build(
        new Observations(
            instance,
            previous,
            PolicyState.applied("esg-gateway"),
            new ResolvedHosts(
                Map.of(
                    "dcc1.esvacloud.com",
                    new ResolvedHosts.Host(List.of("198.51.100.62"), NOON, null))),
            round,
            control,
            now));
  }

  private FinishedRound round(Map<String, Finding> findings) {
    Map<Boolean, List<DeclaredPath>> paths =
        DeclaredPaths.of(instance.getSpec()).stream()
            .collect(Collectors.partitioningBy(DeclaredPath::isInbound));
    return new FinishedRound(
        "esg-probe-gateway-0123456789-out",
        "0123456789",
        null,
        NOON.minusSeconds(4),
        new JobOutcome.Reported(
            withCanary(
                report(paths.get(false), findings),
                findings.getOrDefault(ProbePlans.CANARY, Finding.Refused))),
        new JobOutcome.Reported(withCanary(report(paths.get(true), findings), Finding.Answered)),
        List.of());
  }

  private static ProbeReport withCanary(ProbeReport report, Finding found) {
    return new ProbeReport(
        report.families(),
        report.durationMillis(),
        Stream.concat(
                report.paths().stream(),
                Stream.of(
                    new PathReport(
                        ProbePlans.CANARY, Family.IPv4, found, "esg-operator", 1, 1, "")))
            .toList());
  }

  private static ProbeReport report(List<DeclaredPath> paths, Map<String, Finding> findings) {
    return new ProbeReport(
        List.of(Family.IPv4),
        40,
        paths.stream()
            .map(
                path ->
                    new PathReport(
                        path.name(),
                        Family.IPv4,
                        findings.getOrDefault(path.name(), Finding.Answered),
                        "peer.example.net (192.0.2.1)",
                        12,
                        1,
                        "evidence"))
            .toList());
  }

  private static String condition(EsgInstanceStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(Condition::getStatus)
        .findFirst()
        .orElseThrow();
  }
}
