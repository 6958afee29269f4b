package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.BadNode;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.probe.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway on several nodes, from which rounds ask in turn. */
class ByNodeTest extends JudgeFixture {
  private static final List<String> TWO = List.of("worker-1", "worker-2");
  private static final DeclaredPath DCC = PATHS.get("dcc");

  /** The row so far, as the status has it. */
  private static final String ROW =
      "{name: dcc, family: IPv4, port: 6277, direction: Outbound, verdict: %s, reason: NoAnswer, message: seen, rounds: '%s', doubt: %s, nodes: [%s]}";

  private static final String BAD =
      "{node: worker-%s, verdict: Blocked, reason: NoAnswer, message: 'It is silent.'}";

  @Test
  void a_row_of_nodes_without_a_last_round_is_not_the_operators() {
    PathStatus row =
        status("paths: [%s]".formatted(ROW.formatted("Partial", "xx", "null", BAD.formatted(2))))
            .paths()
            .get(0);
    assertThat(Judge.isOfSomeNodes(row, null)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # before  | rounds | bad | doubt | node | finding    | verdict | bad then | doubt then
          Open      | oooo   | ''  | null  | 2    | NoAnswer   | -       | ''       | true
          Open      | ooox   | ''  | one   | 2    | NoAnswer   | -       | 2        | true
          Open      | ooxx   | 2   | two   | 1    | Answered   | Partial | 2        | false
          Open      | ooxx   | 2   | two   | 1    | NoAnswer   | Blocked | 1 2      | false
          Partial   | oxxx   | 2   | null  | 2    | NoAnswer   | Partial | 2        | false
          Partial   | oxxx   | 2   | null  | 1    | Answered   | Partial | 2        | false
          Partial   | oxxx   | 2   | null  | 2    | Answered   | Open    | ''       | false
          Partial   | oxxx   | 2   | null  | 1    | NoAnswer   | -       | 2        | true
          Blocked   | xxxx   | 1 2 | null  | 1    | Answered   | Partial | 2        | false
          Blocked   | xxxx   | 1 2 | null  | 2    | NoAnswer   | Blocked | 1 2      | false
          Partial   | oxxx   | 2   | null  | 1    | ProbeFault | Unknown | 2        | false
          """)
  void a_path_that_one_node_finds_closed_is_partial_whichever_node_asks(
      String before,
      String rounds,
      String bad,
      String doubt,
      String node,
      Finding finding,
      String verdict,
      String badThen,
      boolean doubtThen) {
    Judged judged =
        judged(
            ROW.formatted(before, rounds, doubt, nodes(bad)), part(TWO, "worker-" + node), finding);
    assertThat(judged.judgement().map(one -> one.verdict().name()).orElse("-")).isEqualTo(verdict);
    assertThat(judged.nodes().stream().map(BadNode::node).sorted())
        .containsExactlyElementsOf(digits(badThen).map("worker-"::concat).toList());
    assertThat(judged.doubt() != null).isEqualTo(doubtThen);
  }

  @Test
  void the_row_names_the_node_and_says_where_to_look() {
    Judgement judgement =
        judged(
                ROW.formatted("Open", "ooxx", "two", nodes("2")),
                part(TWO, "worker-1"),
                Finding.Answered)
            .judgement()
            .orElseThrow();
    assertThat(judgement.message())
        .isEqualTo("From node worker-2: It is silent. From the gateway's other nodes it is open.");
    assertThat(judgement.advice(null)).startsWith("Look at what is different on node worker-2:");
  }

  @Test
  void without_a_result_from_another_node_the_row_says_which_one_was_asked() {
    assertThat(
            judged(
                    ROW.formatted("Unknown", "ooxx", "null", nodes("2")),
                    part(TWO, "worker-2"),
                    Finding.NoAnswer)
                .judgement()
                .orElseThrow()
                .message())
        .endsWith("It was asked from node worker-2 alone; the gateway's other nodes follow.");
  }

  @Test
  void of_many_gateway_pods_the_row_says_how_many_were_asked() {
    assertThat(new GatewayPart(TWO, "worker-1", "worker-1", 5, 12, "pod-1").remark())
        .isEqualTo(" 5 of 12 gateway pods were asked, the others follow in turn.");
    assertThat(part(TWO, "worker-1").remark()).isEmpty();
  }

  @Test
  void a_node_without_a_pod_of_the_gateway_no_longer_counts() {
    assertThat(
            judged(
                    ROW.formatted("Partial", "oxxx", "null", nodes("2")),
                    part(List.of("worker-1", "worker-3"), "worker-1"),
                    Finding.Answered)
                .judgement())
        .map(Judgement::verdict)
        .contains(Verdict.Open);
  }

  @Test
  void a_changed_spec_forgets_what_other_nodes_found() {
    assertThat(
            judged(
                    "other",
                    ROW.formatted("Partial", "oxxx", "null", nodes("2")),
                    part(TWO, "worker-1"),
                    Finding.Answered)
                .judgement())
        .map(Judgement::verdict)
        .contains(Verdict.Open);
  }

  @Test
  void a_gateway_on_one_node_is_judged_as_before() {
    Judged judged =
        judged(
            ROW.formatted("Open", "ooox", "one", ""),
            part(List.of("worker-1"), "worker-1"),
            Finding.NoAnswer);
    assertThat(judged.judgement()).map(Judgement::verdict).contains(Verdict.Blocked);
    assertThat(judged.nodes()).isEmpty();
  }

  private static Judged judged(String row, GatewayPart part, Finding finding) {
    return judged("hash", row, part, finding);
  }

  private static Judged judged(String specHash, String row, GatewayPart part, Finding finding) {
    return new Judge(
            status("--- {lastProbe: {specHash: %s}, paths: [%s]}".formatted(specHash, row)),
            Optional.empty(),
            List.copyOf(PATHS.values()))
        .judge(DCC, round(part, finding))
        .findFirst()
        .orElseThrow();
  }

  private static FinishedRound round(GatewayPart part, Finding finding) {
    return new FinishedRound(
        "job",
        "hash",
        null,
        Instant.EPOCH,
        reported(report("dcc", finding)),
        new JobOutcome.NotNeeded(),
        List.of(),
        PolicyRemarks.NONE,
        ToldResolvers.none(),
        List.of(),
        part);
  }

  private static GatewayPart part(List<String> nodes, String node) {
    return new GatewayPart(nodes, node, node, 2, 2, null);
  }

  private static Stream<String> digits(String text) {
    return Stream.of(text.split(" ")).filter(digit -> !digit.isEmpty());
  }

  private static String nodes(String text) {
    return digits(text).map(BAD::formatted).collect(Collectors.joining(", "));
  }
}
