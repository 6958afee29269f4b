package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the judge blames for a path that is not open, and what it advises. */
class JudgedCulpritTest extends JudgeFixture {
  private static final StaticReading CLOSED =
      new StaticReading(
          StaticReading.Kind.Closed, Tier.NetworkPolicy, List.of("NetworkPolicy deny"), List.of());

  @Test
  void beside_a_changed_policy_that_policy_is_the_advice_on_an_outbound_path() {
    Judgement judgement = twice("dcc", Finding.NoAnswer, Optional.of("NetworkPolicy esg"));
    assertThat(judgement.advice(null))
        .isEqualTo(
            "NetworkPolicy esg differs from its declaration, which may be the reason: see condition PolicyApplied first.");
    assertThat(twice("dcc", Finding.NoAnswer, Optional.empty()).advice(null))
        .startsWith("Let the firewall pass");
  }

  @Test
  void beside_a_changed_policy_an_inbound_path_keeps_its_advice() {
    Judgement judgement = twice("smtp-in", Finding.NoAnswer, Optional.of("NetworkPolicy esg"));
    assertThat(judgement.advice(null)).startsWith("No firewall outside");
    assertThat(judgement.message()).endsWith("see condition PolicyApplied first.");
  }

  @ParameterizedTest
  @EnumSource(names = {"Answered", "Held"})
  void a_changed_policy_explains_neither_an_answer_nor_tampering(Finding finding) {
    assertThat(twice("dcc", finding, Optional.of("NetworkPolicy esg")))
        .isEqualTo(twice("dcc", finding, Optional.empty()));
  }

  /** The canary of the path's direction and family says whether policies bind here. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {direction: Inbound, family: IPv4, found: Closed}  | Policy
          {direction: Inbound, family: IPv6, found: Closed}  | PolicyOrClusterNetwork
          {direction: Outbound, family: IPv4, found: Closed} | PolicyOrClusterNetwork
          {direction: Inbound, family: IPv4, found: Open}    | GatewayOrClusterNetwork
          """)
  void a_policy_that_closes_an_inbound_path_is_blamed_as_the_canary_allows(
      String canary, Culprit.Kind culprit) {
    EsgInstanceStatus before =
        status(
            "details: {canaries: [%s]}\npaths: [{name: smtp-in, port: 25, family: IPv4, verdict: Open, rounds: ox}]"
                .formatted(canary));
    FinishedRound round =
        reading(
            new JobOutcome.NotNeeded(),
            reported(report("smtp-in", Finding.NoAnswer)),
            new PathReading("web", Family.IPv4, "peer", CLOSED),
            new PathReading("smtp-in", Family.IPv4, "peer", CLOSED));
    Judged judged =
        new Judge(before, Optional.empty(), List.of())
            .judge(PATHS.get("smtp-in"), round)
            .toList()
            .get(0);
    assertThat(judged.judgement().orElseThrow().culprit().kind()).isEqualTo(culprit);
  }

  /** The culprit so far, the text of the policies, and what the advice begins with. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -         | Closed  |            | By their text policies close the port to the gateway: see them first, Cilium one. Let the
          -         | Opened  | Cilium two | Policies that are not evaluated may close the port to the gateway: see them first, Cilium two. Let the
          -         | Opened  |            | Let the firewall pass UDP 6277
          Perimeter | Closed  | Cilium two | Let the firewall pass UDP 6277
          """)
  void until_the_control_has_its_result_policies_are_named_before_the_firewall(
      String culprit, StaticReading.Kind text, String unread, String advice) {
    EsgInstanceStatus before =
        status(
            "paths: [{name: dcc, port: 6277, family: IPv4, verdict: Blocked, reason: NoAnswer, rounds: xx%s}]"
                .formatted(culprit.equals("-") ? "" : ", culprit: {kind: " + culprit + "}"));
    FinishedRound round =
        reading(
            reported(report("dcc", Finding.NoAnswer)),
            new JobOutcome.NotNeeded(),
            new PathReading(
                "dcc",
                Family.IPv4,
                "peer",
                new StaticReading(
                    text, Tier.Admin, List.of("Cilium one"), Stream.ofNullable(unread).toList())));
    Judgement judged =
        new Judge(before, Optional.empty(), List.of())
            .judge(PATHS.get("dcc"), round)
            .toList()
            .get(0)
            .judgement()
            .orElseThrow();
    assertThat(judged.advice(null)).startsWith(advice);
  }

  private static FinishedRound reading(
      JobOutcome outbound, JobOutcome inbound, PathReading... readings) {
    return round(outbound, inbound, List.of(), List.of(readings));
  }

  /** What the row says, what the probe without the labels found, and the culprit. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Blocked  | NoAnswer  | dcc   IPv4 NoAnswer 2   | Perimeter
          Blocked  | NoAnswer  | dcc   IPv4 NoAnswer 1   | PerimeterOrServer
          Refused  | Refused   | dcc   IPv4 Refused 2    | PerimeterOrServers
          Refused  | Prohibited| dcc   IPv4 Prohibited 2 | Perimeter
          Refused  | ClosedEarly | dcc IPv4 ClosedEarly 2 | PerimeterOrServer
          Tampered | ClosedEarly | dcc IPv4 ClosedEarly 2 | Perimeter
          Tampered | Held      | dcc   IPv4 Answered 2   | Cluster
          Blocked  | NoAnswer  | dcc   IPv4 Answered 2   | Cluster
          Blocked  | NoAnswer  | dcc   IPv4 ProbeFault 2 |
          Blocked  | NoAnswer  | dcc   IPv6 NoAnswer 2   |
          Blocked  | NoAnswer  | pyzor IPv4 NoAnswer 2   |
          Open     | Answered  | dcc   IPv4 NoAnswer 2   |
          """)
  void a_bad_row_has_the_culprit_that_the_probe_without_the_labels_shows(
      Verdict verdict, Reason reason, String found, Culprit.Kind culprit) {
    StaticReading opened =
        new StaticReading(
            StaticReading.Kind.Opened, Tier.NetworkPolicy, List.of("NetworkPolicy esg"), List.of());
    String[] words = found.split(" +");
    ControlRound control =
        new ControlRound(
            reported(
                new PathReport(
                    words[0],
                    Family.valueOf(words[1]),
                    Finding.valueOf(words[2]),
                    "peer",
                    5,
                    1,
                    Integer.parseInt(words[3]),
                    "")),
            List.of(new PathReading("dcc", Family.IPv4, "peer", opened)),
            List.of());
    PathStatus row =
        status(
                "paths: [{name: dcc, port: 6277, family: IPv4, verdict: %s, reason: %s}]"
                    .formatted(verdict, reason))
            .paths()
            .get(0);
    assertThat(culprit(row, control)).isEqualTo(culprit);
  }

  @ParameterizedTest
  @CsvSource({
    "Partial, NoAnswer,   Answered,   opened, Cluster",
    "Partial, Answered,   NoAnswer,   opened, PerimeterOrServer",
    "Partial, Answered,   NoAnswer,   closed, PolicyAndNetwork",
    "Partial, NoAnswer,   ProbeFault, opened,",
    "Blocked, NoAnswer,   NoAnswer,   opened, Perimeter",
    "Blocked, ProbeFault, NoAnswer,   opened, PerimeterOrServer",
    "Blocked, NoAnswer,   Answered,   opened, Cluster"
  })
  void a_part_that_is_closed_has_the_culprit_that_is_shown_at_its_own_end(
      Verdict verdict, Finding first, Finding second, String text, Culprit.Kind culprit) {
    ControlRound control =
        new ControlRound(
            reported(end("dcc1", first), end("dcc2", second)),
            List.of(reading("dcc1", "opened"), reading("dcc2", text)),
            List.of());
    PathStatus row =
        status(
                "paths: [{name: dcc, port: 6277, family: IPv4, verdict: %s, reason: NoAnswer, target: dcc2 (192.0.2.2)}]"
                    .formatted(verdict))
            .paths()
            .get(0);
    assertThat(culprit(row, control)).isEqualTo(culprit);
  }

  private static Culprit.Kind culprit(PathStatus row, ControlRound control) {
    return new Judge(EsgInstanceStatus.empty(), Optional.empty(), List.of())
        .blame(row, control)
        .map(blame -> blame.culprit().kind())
        .orElse(null);
  }

  private static PathReport end(String host, Finding finding) {
    return new PathReport("dcc", Family.IPv4, finding, host + " (192.0.2.2)", 5, 1, 1, "");
  }

  private static PathReading reading(String host, String text) {
    StaticReading.Kind kind =
        text.equals("closed") ? StaticReading.Kind.Closed : StaticReading.Kind.Opened;
    return new PathReading(
        "dcc",
        Family.IPv4,
        host,
        new StaticReading(kind, Tier.NetworkPolicy, List.of("NetworkPolicy esg"), List.of()));
  }

  /** The judgement after a second round that found the same. */
  private static Judgement twice(String path, Finding finding, Optional<String> changed) {
    EsgInstanceStatus before =
        status(
            "paths: [{name: %s, port: %d, family: IPv4, verdict: Unknown, rounds: %s}]"
                .formatted(
                    path, PATHS.get(path).path().port(), finding == Finding.Answered ? "o" : "x"));
    JobOutcome found = reported(report(path, finding));
    return new Judge(before, changed, List.of())
        .judge(PATHS.get(path), round(found, found))
        .toList()
        .get(0)
        .judgement()
        .orElseThrow();
  }
}
