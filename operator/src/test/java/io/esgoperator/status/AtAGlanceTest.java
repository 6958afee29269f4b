package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class AtAGlanceTest {
  @Test
  void what_is_open_fits_in_a_line() {
    assertThat(
            lines(
                row("dns", "IPv4", "Open"), row("dns", "IPv6", "Open"), row("dcc", "IPv4", "Open")))
        .containsExactly("Open: dns, dcc.");
  }

  @Test
  void the_worst_stands_first_with_what_is_lost() {
    assertThat(
            lines(
                row("dns", "IPv4", "Open"),
                row("http", "IPv4", "Tampered"),
                row("dcc", "IPv4", "Blocked")))
        .containsExactly(
            "Blocked: dcc (UDP 6277 out). Lost: dcc is lost.",
            "Tampered: http (UDP 6277 out). Lost: http is lost.",
            "Open: dns.");
  }

  @Test
  void a_family_is_named_where_the_other_one_fares_differently() {
    assertThat(lines(row("dcc", "IPv4", "Blocked"), row("dcc", "IPv6", "Open")))
        .containsExactly(
            "Blocked: dcc over IPv4 (UDP 6277 out). Lost: dcc is lost.", "Open: dcc over IPv6.");
  }

  @Test
  void two_blocked_paths_have_a_line_each() {
    assertThat(lines(row("dcc", "IPv4", "Blocked"), row("pyzor", "IPv4", "Blocked")))
        .containsExactly(
            "Blocked: dcc (UDP 6277 out). Lost: dcc is lost.",
            "Blocked: pyzor (UDP 6277 out). Lost: pyzor is lost.");
  }

  @Test
  void a_family_without_a_way_out_is_told_once() {
    assertThat(
            lines(
                stranded("dns", "IPv6"),
                stranded("dcc", "IPv6"),
                row("dns", "IPv4", "Open"),
                row("dcc", "IPv4", "Open")))
        .containsExactly(
            "Blocked: no way out over IPv6 for dns, dcc.", "Open: dns over IPv4, dcc over IPv4.");
  }

  @Test
  void what_is_unknown_for_one_cause_is_told_once() {
    assertThat(lines(row("dns", null, "Unknown"), row("dcc", "IPv4", "Unknown")))
        .containsExactly("Unknown: dns, dcc. What was seen.");
  }

  @Test
  void a_fault_says_since_when_and_what_to_do_in_each_family() {
    EsgInstanceStatus status =
        Instances.withStatus(
                """
                paths:
                - {name: dcc, family: IPv4, verdict: Blocked, reason: NoAnswer, advice: Open IPv4., consequence: DCC is lost., since: "2026-01-01T12:05:59Z"}
                - {name: dcc, family: IPv6, verdict: Blocked, reason: NoAnswer, advice: Open IPv6., consequence: DCC is lost., since: "2026-01-01T13:05:00Z", culprit: {kind: Perimeter}}
                - {name: ldap, family: IPv4, verdict: Refused, reason: Refused, control: The policy closes it., consequence: LDAP is lost.}
                """)
            .getStatus();
    assertThat(lines(status))
        .containsExactly(
            "Blocked since 2026-01-01 12:05 UTC: dcc (UDP 6277 out). Lost: DCC is lost. Do: Open IPv4. Open IPv6.",
            "Refused: ldap (TCP 389 out). Lost: LDAP is lost. Do: The policy closes it.");
  }

  @Test
  void of_a_part_the_ends_that_are_not_open_are_named() {
    EsgInstanceStatus status =
        Instances.withStatus(
                """
                paths:
                - name: dcc
                  family: IPv4
                  verdict: Partial
                  consequence: DCC is lost.
                  ends: [{target: dcc1, family: IPv4, verdict: Open}, {target: dcc2, family: IPv4, verdict: Blocked}]
                """)
            .getStatus();
    assertThat(lines(status))
        .containsExactly("Partial: dcc (UDP 6277 out) to dcc2 Blocked. Lost: DCC is lost.");
  }

  @Test
  void of_many_faults_twelve_are_told() {
    PathStatus[] faults =
        java.util.stream.IntStream.range(0, 14)
            .mapToObj(number -> row("path-" + number, "IPv4", "Blocked"))
            .toArray(PathStatus[]::new);
    assertThat(lines(faults)).hasSize(13).last().isEqualTo("And 2 others: see paths.");
  }

  @Test
  void without_rows_there_is_nothing_to_tell() {
    assertThat(lines()).isEmpty();
  }

  private static List<String> lines(EsgInstanceStatus status) {
    return lines(status.paths().toArray(PathStatus[]::new));
  }

  private static List<String> lines(PathStatus... rows) {
    return new AtAGlance(List.of(rows), new Standing(null, List.of(), 0, List.of())).lines();
  }

  private static PathStatus row(String name, String family, String verdict) {
    return row(name, family, verdict, Reason.Answered);
  }

  private static PathStatus stranded(String name, String family) {
    return row(name, family, "Blocked", Reason.NoWayOut);
  }

  private static PathStatus row(String name, String family, String verdict, Reason reason) {
    return Instances.withStatus(
            """
            paths:
            - {name: %1$s, family: %2$s, direction: Outbound, protocol: UDP, port: 6277,
               verdict: %3$s, reason: %4$s, message: What was seen., consequence: %1$s is lost.}
            """
                .formatted(name, family, verdict, reason))
        .getStatus()
        .paths()
        .get(0);
  }
}
