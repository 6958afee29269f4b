package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.plan.ProbePlans;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the evidence of a whole round proves of each path. */
class JudgeTest {
  private static final Map<String, DeclaredPath> PATHS =
      DeclaredPaths.of(Instances.sample("minimal").getSpec()).stream()
          .collect(Collectors.toMap(DeclaredPath::name, Function.identity()));
  private static final StaticReading CLOSED =
      new StaticReading(
          StaticReading.Kind.Closed, Tier.NetworkPolicy, List.of("NetworkPolicy deny"), List.of());

  @Test
  void a_gap_is_unknown_with_its_reason_and_takes_no_other_path_along() {
    FinishedRound round =
        round(
            reported(report("dcc", Finding.Answered), report("pyzor", Finding.Answered)),
            new JobOutcome.NotNeeded(),
            new ProbePlans.Gap("dcc", Reason.NoTarget, "Name one."));
    assertThat(judge("", round, "dcc"))
        .singleElement()
        .matches(judged -> judged.report().isEmpty())
        .extracting(judged -> judged.judgement().orElseThrow())
        .isEqualTo(new Judgement(Verdict.Unknown, null, Reason.NoTarget, "Name one."));
    assertThat(judge("", round, "pyzor"))
        .singleElement()
        .matches(judged -> judged.judgement().orElseThrow().verdict() == Verdict.Open)
        .matches(judged -> judged.report().isPresent());
  }

  @Test
  void a_broken_probe_says_nothing_about_the_paths_that_it_asks() {
    FinishedRound round =
        round(
            reported(report("dcc", Finding.Answered)),
            new JobOutcome.Faulted(Reason.ProbeEvicted, "Evicted."));
    assertThat(judge("", round, "smtp-in").get(0).judgement().orElseThrow().reason())
        .isEqualTo(Reason.ProbeEvicted);
    assertThat(judge("", round, "dcc").get(0).judgement().orElseThrow().verdict())
        .isEqualTo(Verdict.Open);
  }

  /** The rows so far, whether the outbound probe reported, and the families of the new rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {name: smtp-in, port: 25, family: IPv6, verdict: Open, rounds: o}                | true  | IPv6
          {name: smtp-in, port: 25, verdict: Unknown, rounds: o}                           | true  | IPv4
          {name: smtp-in, port: 2525, family: IPv6, verdict: Open, rounds: o}              | true  | IPv4
          ''                                                                               | true  | IPv4
          ''                                                                               | false | null
          """)
  void a_path_that_is_unknown_keeps_the_families_in_which_it_stood(
      String rows, boolean reports, String family) {
    JobOutcome fault = new JobOutcome.Faulted(Reason.ProbeEvicted, "Evicted.");
    FinishedRound round = round(reports ? reported(report("dcc", Finding.Answered)) : fault, fault);
    assertThat(judge(rows, round, "smtp-in"))
        .extracting(judged -> String.valueOf(judged.family()))
        .containsExactly(family);
  }

  @Test
  void a_family_without_any_way_out_is_judged_by_the_whole_round() {
    FinishedRound round =
        round(
            reported(
                report("dcc", Finding.Answered),
                stranded("dcc"),
                stranded("pyzor"),
                stranded("smtp-out")),
            new JobOutcome.NotNeeded());
    assertThat(
            judge(
                "{name: dcc, port: 6277, family: IPv6, verdict: Blocked, rounds: xxx}",
                round,
                "dcc"))
        .extracting(judged -> judged.judgement().orElseThrow().reason())
        .containsExactly(Reason.Answered, Reason.NoWayOut);
  }

  private static PathReport stranded(String path) {
    return new PathReport(
        path, Family.IPv6, Finding.NoAnswer, path + ".example.net (::)", 12, 1, 2, "");
  }

  @Test
  void a_path_that_the_probe_did_not_ask_says_how_to_have_it_asked() {
    Judged judged = judge("", round(reported(), new JobOutcome.NotNeeded()), "dcc").get(0);
    assertThat(judged.judgement().orElseThrow().reason()).isEqualTo(Reason.NotProbed);
    assertThat(judged.judgement().orElseThrow().message()).endsWith("spec.probe.targets.dcc.");
  }

  @Test
  void one_bad_round_leaves_the_verdict_and_is_a_doubt() {
    Judged judged = outbound("{name: dcc, port: 6277, family: IPv4, verdict: Open, rounds: oo}");
    assertThat(judged.judgement()).isEmpty();
    assertThat(judged.rounds()).isEqualTo("oox");
    assertThat(judged.doubt())
        .isEqualTo(
            "Blocked in the last round, another one follows at once: peer did not answer (1 try).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''
          {name: dcc, port: 6277, family: IPv4, verdict: Unknown, rounds: ''}
          {name: dcc, port: 6277, family: IPv6, verdict: Open, rounds: oo}
          """)
  void one_bad_round_of_a_path_without_a_verdict_is_unconfirmed(String rows) {
    Judged judged = outbound(rows);
    assertThat(judged.judgement().orElseThrow().verdict()).isEqualTo(Verdict.Unknown);
    assertThat(judged.judgement().orElseThrow().reason()).isEqualTo(Reason.Unconfirmed);
    assertThat(judged.judgement().orElseThrow().message()).isEqualTo(judged.doubt());
  }

  @Test
  void a_second_bad_round_is_a_verdict_without_a_doubt() {
    Judged judged = outbound("{name: dcc, port: 6277, family: IPv4, verdict: Open, rounds: ox}");
    assertThat(judged.judgement().orElseThrow().verdict()).isEqualTo(Verdict.Blocked);
    assertThat(judged.doubt()).isNull();
  }

  @Test
  void a_path_that_comes_and_goes_is_unstable() {
    Judged judged =
        outbound("{name: dcc, port: 6277, family: IPv4, verdict: Blocked, rounds: xxoxo}");
    assertThat(judged.judgement().orElseThrow().verdict()).isEqualTo(Verdict.Unstable);
    assertThat(judged.doubt()).isNull();
  }

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
          {direction: Inbound, family: IPv4, found: Open}    | ClusterNetwork
          """)
  void a_policy_that_closes_an_inbound_path_is_blamed_as_the_canary_allows(
      String canary, Culprit.Kind culprit) {
    EsgInstanceStatus before =
        status(
            "canaries: [%s]\npaths: [{name: smtp-in, port: 25, family: IPv4, verdict: Open, rounds: ox}]"
                .formatted(canary));
    FinishedRound round =
        new FinishedRound(
            "job",
            "hash",
            null,
            Instant.EPOCH,
            new JobOutcome.NotNeeded(),
            reported(report("smtp-in", Finding.NoAnswer)),
            List.of(),
            PolicyRemarks.NONE,
            ToldResolvers.none(),
            List.of(
                new PathReading("web", Family.IPv4, CLOSED),
                new PathReading("smtp-in", Family.IPv4, CLOSED)));
    Judged judged =
        new Judge(before, Optional.empty()).judge(PATHS.get("smtp-in"), round).toList().get(0);
    assertThat(judged.judgement().orElseThrow().culprit().kind()).isEqualTo(culprit);
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
            List.of(new PathReading("dcc", Family.IPv4, opened)),
            List.of());
    PathStatus row =
        status(
                "paths: [{name: dcc, port: 6277, family: IPv4, verdict: %s, reason: %s}]"
                    .formatted(verdict, reason))
            .paths()
            .get(0);
    assertThat(
            new Judge(EsgInstanceStatus.empty(), Optional.empty())
                .blame(row, control)
                .map(blame -> blame.culprit().kind())
                .orElse(null))
        .isEqualTo(culprit);
  }

  private static Judged outbound(String rows) {
    return judge(
            rows,
            round(reported(report("dcc", Finding.NoAnswer)), new JobOutcome.NotNeeded()),
            "dcc")
        .get(0);
  }

  /** The judgement after a second round that found the same. */
  private static Judgement twice(String path, Finding finding, Optional<String> changed) {
    EsgInstanceStatus before =
        status(
            "paths: [{name: %s, port: %d, family: IPv4, verdict: Unknown, rounds: %s}]"
                .formatted(
                    path, PATHS.get(path).path().port(), finding == Finding.Answered ? "o" : "x"));
    JobOutcome found = reported(report(path, finding));
    return new Judge(before, changed)
        .judge(PATHS.get(path), round(found, found))
        .toList()
        .get(0)
        .judgement()
        .orElseThrow();
  }

  private static List<Judged> judge(String rows, FinishedRound round, String path) {
    return new Judge(status("paths: [%s]".formatted(rows)), Optional.empty())
        .judge(PATHS.get(path), round)
        .toList();
  }

  private static EsgInstanceStatus status(String yaml) {
    return Instances.withStatus(yaml).getStatus();
  }

  private static FinishedRound round(
      JobOutcome outbound, JobOutcome inbound, ProbePlans.Gap... gaps) {
    return new FinishedRound(
        "job",
        "hash",
        null,
        Instant.EPOCH,
        outbound,
        inbound,
        List.of(gaps),
        PolicyRemarks.NONE,
        ToldResolvers.none(),
        List.of());
  }

  private static JobOutcome reported(PathReport... reports) {
    return new JobOutcome.Reported(new ProbeReport(List.of(Family.IPv4), 40, -1, List.of(reports)));
  }

  private static PathReport report(String path, Finding finding) {
    return new PathReport(path, Family.IPv4, finding, "peer", 12, 1, 2, "evidence");
  }
}
