package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A new pod without any network for a minute (calico#9706). */
class NothingReachedTest extends JudgeFixture {
  private static final JobOutcome NOT_NEEDED = new JobOutcome.NotNeeded();

  /** Were it a bad round, it would be the second one in a row. */
  private static final String BEFORE =
      "{name: %s, port: %d, family: IPv4, verdict: Unknown, rounds: x}";

  @ParameterizedTest
  @CsvSource({"dcc", "smtp-in"})
  void a_pod_that_reaches_nothing_proves_no_closed_path(String path) {
    Judged judged =
        judged(
            path,
            round(
                alone("dcc"),
                alone("smtp-in"),
                List.of(),
                List.of(),
                new GatewayPart(List.of(), "worker-1", "worker-1", 1, 1, null)));
    Judgement judgement = judged.judgement().orElseThrow();
    assertThat(judgement.verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judgement.reason()).isEqualTo(Reason.NothingReached);
    assertThat(judgement.culprit()).isNull();
    assertThat(judgement.text())
        .isEqualTo(
            "The probe's pod reached nothing at all, not even its DNS server 10.43.0.10:"
                + " its network may not have been set up, or everything is closed to it."
                + " If the next rounds say so too, look at the network plugin on its node, then at policies and the firewall.");
    assertThat(judged.rounds()).isEqualTo("x");
  }

  @Test
  void without_another_pod_in_the_round_nothing_is_proved_either() {
    assertThat(reason("dcc", round(alone("dcc"), NOT_NEEDED))).isEqualTo(Reason.NothingReached);
    assertThat(
            reason(
                "dcc",
                round(alone("dcc"), new JobOutcome.Faulted(Reason.ProbeEvicted, "Evicted."))))
        .isEqualTo(Reason.NothingReached);
  }

  @ParameterizedTest
  @CsvSource({"dcc", "smtp-in"})
  void where_the_other_pod_on_the_node_has_a_network_everything_is_closed_to_this_one(String path) {
    Judgement judgement = besideAPodWithNetwork(path, "worker-1", "worker-1");
    assertThat(judgement.verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judgement.reason()).isEqualTo(Reason.NoAnswer);
  }

  /** A starved agent of the network plugin leaves the pods of its own node without a network. */
  @ParameterizedTest
  @CsvSource({
    "dcc,     worker-1, worker-2",
    "smtp-in, worker-1, worker-2",
    "dcc,     worker-1,",
    "dcc,     ,         worker-1",
    "dcc,     ,"
  })
  void a_pod_that_is_not_known_to_be_on_the_same_node_proves_no_network(
      String path, String outbound, String inbound) {
    assertThat(besideAPodWithNetwork(path, outbound, inbound).reason())
        .isEqualTo(Reason.NothingReached);
  }

  private static Judgement besideAPodWithNetwork(String path, String outbound, String inbound) {
    JobOutcome beside = reported(report("other", Finding.NoAnswer));
    boolean out = path.equals("dcc");
    return judged(
            path,
            round(
                out ? alone(path) : beside,
                out ? beside : alone(path),
                List.of(),
                List.of(),
                new GatewayPart(List.of(), outbound, inbound, 1, 1, null)))
        .judgement()
        .orElseThrow();
  }

  /** An engine that drops is as silent as a network that is not there. */
  @Test
  void a_path_that_policies_close_by_their_text_is_blocked_and_they_are_named() {
    Judgement judgement = inTheLightOf(StaticReading.Kind.Closed);
    assertThat(judgement.verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judgement.text()).contains("see them first, NetworkPolicy deny-all");
  }

  @Test
  void policies_that_open_a_path_explain_no_silence() {
    assertThat(inTheLightOf(StaticReading.Kind.Opened).reason()).isEqualTo(Reason.NothingReached);
  }

  private static Judgement inTheLightOf(StaticReading.Kind kind) {
    StaticReading reading =
        new StaticReading(kind, Tier.NetworkPolicy, List.of("NetworkPolicy deny-all"), List.of());
    return judged(
            "dcc",
            round(
                alone("dcc"),
                NOT_NEEDED,
                List.of(),
                List.of(new PathReading("dcc", Family.IPv4, "peer", reading))))
        .judgement()
        .orElseThrow();
  }

  @Test
  void a_pod_that_reaches_its_dns_server_has_a_network() {
    assertThat(reason("dcc", round(reported(report("dcc", Finding.NoAnswer)), alone("smtp-in"))))
        .isEqualTo(Reason.NoAnswer);
  }

  @Test
  void a_path_that_was_not_asked_keeps_its_own_reason() {
    assertThat(reason("dcc", round(alone("dcc", Finding.ProbeFault), NOT_NEEDED)))
        .isEqualTo(Reason.ProbeFault);
  }

  @Test
  void a_control_without_a_network_blames_nothing() {
    assertThat(
            new Judge(status("{}"), Optional.empty(), List.of())
                .blame(
                    status(
                            "paths: [{name: dcc, port: 6277, family: IPv4, verdict: Blocked, reason: NoAnswer}]")
                        .paths()
                        .get(0),
                    new ControlRound(
                        alone("dcc"),
                        List.of(
                            new PathReading(
                                "dcc",
                                Family.IPv4,
                                "peer",
                                new StaticReading(
                                    StaticReading.Kind.Opened,
                                    Tier.NetworkPolicy,
                                    List.of("NetworkPolicy esg"),
                                    List.of()))),
                        List.of())))
        .isEmpty();
  }

  private static Reason reason(String path, FinishedRound round) {
    return judged(path, round).judgement().orElseThrow().reason();
  }

  private static Judged judged(String path, FinishedRound round) {
    return judge(BEFORE.formatted(path, PATHS.get(path).path().port()), round, path).get(0);
  }

  private static JobOutcome alone(String path) {
    return alone(path, Finding.NoAnswer);
  }

  private static JobOutcome alone(String path, Finding finding) {
    return new JobOutcome.Reported(
        new ProbeReport(
            List.of(Family.IPv4),
            40,
            -1,
            List.of(new PathReport(path, Family.IPv4, finding, "peer", 12, 1, 2, "evidence")),
            List.of("10.43.0.10"),
            true));
  }
}
