package io.esgoperator.probe.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationMessageTest {
  private final TerminationMessage messages = new TerminationMessage();

  @Test
  void what_is_written_is_what_is_read() throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(2);
    ProbeReport report = report(plan, "220 mx1.example.net ESMTP");
    assertThat(messages.read(plan, messages.write(plan, report))).isEqualTo(report);
  }

  @Test
  void what_peers_tell_besides_is_read_too() throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(2);
    PathReport row = report(plan, "220 mx").paths().get(0);
    ProbeReport report =
        new ProbeReport(
            List.of(Family.IPv4),
            42,
            7,
            List.of(row.telling(Map.of(row.target(), new Told("203.0.113.25", null)))));
    assertThat(messages.read(plan, messages.write(plan, report)).paths()).isEqualTo(report.paths());
  }

  @Test
  void a_pod_that_reached_nothing_says_so() throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(0);
    ProbeReport report =
        new ProbeReport(List.of(Family.IPv4), 42, 7, List.of(), List.of("10.43.0.10"), true);
    assertThat(messages.read(plan, messages.write(plan, report))).isEqualTo(report);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.0.2.1",
        "2001:db8:dead::1",
        "ns1.example.net (198.51.100.53)",
        "ns2.example.net (203.0.113.53)"
      })
  void a_report_may_be_about_an_additional_server(String target) throws UnreadableReportException {
    ProbePlan plan = Plans.of(Plans.INSPECTED);
    ProbeReport report =
        new ProbeReport(
            List.of(Family.IPv4),
            42,
            7,
            List.of(
                new PathReport(
                    "dns-udp", Family.IPv4, Finding.AnswersForOthers, target, 12, 1, 1, "pong")));
    assertThat(messages.read(plan, messages.write(plan, report))).isEqualTo(report);
  }

  @Test
  void a_path_has_a_row_for_each_of_its_ends_and_no_more() throws UnreadableReportException {
    ProbePlan whole = Plans.of(Plans.INSPECTED);
    ProbePlan each = whole.with(List.of(Plans.INSPECTED.toEachEnd(true)));
    ProbeReport ends = ends("192.0.2.1", "2001:db8:dead::1");
    assertThat(messages.read(each, messages.write(each, ends))).isEqualTo(ends);
    assertThatThrownBy(() -> messages.read(whole, messages.write(whole, ends)))
        .hasMessageContaining("a path and family twice");
    ProbeReport twice = ends("192.0.2.1", "192.0.2.1");
    assertThatThrownBy(() -> messages.read(each, messages.write(each, twice)))
        .hasMessageContaining("a path and family twice");
  }

  @Test
  void a_pod_to_which_nothing_came_back_says_so() throws UnreadableReportException {
    ProbePlan plan = Plans.of(Plans.INSPECTED);
    ProbeReport report =
        new ProbeReport(
            List.of(Family.IPv4),
            42,
            7,
            List.of(
                new PathReport(
                    "dns-udp", Family.IPv4, Finding.NoAnswer, "192.0.2.1", 12, 3, 1, "silence")),
            List.of("192.0.2.53"),
            true);
    assertThat(messages.read(plan, messages.write(plan, report))).isEqualTo(report);
  }

  private static ProbeReport ends(String... targets) {
    return new ProbeReport(
        List.of(Family.IPv4),
        42,
        7,
        Stream.of(targets)
            .map(
                target ->
                    new PathReport(
                        "dns-udp", Family.IPv4, Finding.Answered, target, 12, 1, 1, "pong"))
            .toList());
  }

  @Test
  void evidence_gives_way_before_a_verdict_does() throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(16);
    ProbeReport report = report(plan, "x".repeat(200));
    String message = messages.write(plan, report);
    assertThat(message.length()).isLessThanOrEqualTo(TerminationMessage.LIMIT);
    assertThat(messages.read(plan, message).paths())
        .hasSize(32)
        .extracting(PathReport::finding)
        .containsOnly(Finding.Answered);
  }

  @Test
  void the_evidence_against_a_path_outlives_that_for_the_others() throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(16);
    ProbeReport open = report(plan, "x".repeat(200));
    ProbeReport report = withFirst(open, Finding.ForeignAnswer, "x".repeat(200));
    assertThat(messages.read(plan, messages.write(plan, report)).paths().get(0))
        .isEqualTo(report.paths().get(0));
  }

  @Test
  void a_remark_on_an_open_path_outlives_the_plain_answers() throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(16);
    ProbeReport report =
        withFirst(report(plan, "x".repeat(200)), Finding.Answered, "220 mx; " + "y".repeat(190));
    assertThat(messages.read(plan, messages.write(plan, report)).paths().get(0))
        .isEqualTo(report.paths().get(0));
  }

  @Test
  void a_message_of_exactly_the_limit_keeps_all_evidence() throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(9);
    ProbeReport usual = report(plan, "x".repeat(136));
    ProbeReport filling =
        IntStream.rangeClosed(0, 200)
            .mapToObj(letters -> withFirst(usual, Finding.Answered, "x".repeat(letters)))
            .filter(report -> messages.write(plan, report).length() == TerminationMessage.LIMIT)
            .findFirst()
            .orElseThrow();
    assertThat(messages.read(plan, messages.write(plan, filling))).isEqualTo(filling);
  }

  @Test
  void a_report_on_a_path_that_is_not_in_the_plan_is_not_written() {
    ProbeReport report = report(Plans.smtp(2), "220");
    assertThatThrownBy(() -> messages.write(Plans.smtp(1), report))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the plan has no path path-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "\u0007", "漢"})
  void as_many_paths_as_a_resource_may_declare_fit_whatever_a_peer_says(String character)
      throws UnreadableReportException {
    ProbePlan plan = Plans.smtp(16 + 32 + 1);
    String message = messages.write(plan, report(plan, character.repeat(200)));
    assertThat(message.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(TerminationMessage.LIMIT);
    assertThat(messages.read(plan, message).paths()).hasSize(98);
  }

  @Test
  void a_message_that_kubernetes_cut_is_not_read_in_part() {
    ProbePlan plan = Plans.smtp(16);
    String message = messages.write(plan, report(plan, "evidence"));
    assertThatThrownBy(() -> messages.read(plan, message.substring(0, message.length() / 2)))
        .asInstanceOf(type(UnreadableReportException.class))
        .returns(true, UnreadableReportException::isCut)
        .returns("the probe's result is cut or missing", Throwable::getMessage);
  }

  @Test
  void a_whole_message_that_answers_another_plan_is_not_cut() {
    ProbePlan plan = Plans.smtp(2);
    String message = messages.write(plan, report(plan, "evidence"));
    assertThatThrownBy(() -> messages.read(Plans.smtp(1), message))
        .asInstanceOf(type(UnreadableReportException.class))
        .returns(false, UnreadableReportException::isCut);
  }

  @Test
  void a_changed_message_is_not_believed() {
    ProbePlan plan = Plans.smtp(1);
    String message = messages.write(plan, report(plan, "evidence"));
    assertThatThrownBy(() -> messages.read(plan, message.replace("evidence", "evidencE")))
        .isInstanceOf(UnreadableReportException.class);
  }

  @Test
  void no_message_is_no_result() {
    assertThatThrownBy(() -> messages.read(Plans.smtp(1), null))
        .isInstanceOf(UnreadableReportException.class);
  }

  /** The same report with another finding and evidence in its first row. */
  private static ProbeReport withFirst(ProbeReport report, Finding finding, String evidence) {
    PathReport first = report.paths().get(0);
    PathReport other =
        new PathReport(
            first.path(),
            first.family(),
            finding,
            first.target(),
            first.latencyMillis(),
            first.tries(),
            first.hosts(),
            evidence);
    return new ProbeReport(
        report.families(),
        report.durationMillis(),
        report.settleMillis(),
        Stream.concat(Stream.of(other), report.paths().stream().skip(1)).toList(),
        report.nameservers(),
        report.alone());
  }

  private static ProbeReport report(ProbePlan plan, String evidence) {
    return new ProbeReport(
        List.of(Family.IPv4, Family.IPv6),
        42,
        7,
        plan.paths().stream()
            .flatMap(
                path ->
                    Stream.of(Family.values())
                        .map(
                            family ->
                                new PathReport(
                                    path.name(),
                                    family,
                                    Finding.Answered,
                                    "mx1.example.net (2001:db8:51::25)",
                                    12,
                                    1,
                                    1,
                                    evidence)))
            .toList(),
        List.of(
            "2001:db8:1111:2222:3333:4444:5555:6661",
            "2001:db8:1111:2222:3333:4444:5555:6662",
            "2001:db8:1111:2222:3333:4444:5555:6663"),
        false);
  }
}
