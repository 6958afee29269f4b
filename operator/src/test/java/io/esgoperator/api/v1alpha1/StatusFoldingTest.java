package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.EndEntry;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a status is written, and that it is read as it was. */
class StatusFoldingTest {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void a_path_that_is_open_in_both_families_is_one_entry_of_four_fields() {
    JsonNode written =
        written(
            """
            observedGeneration: 3
            paths:
            - {name: dcc, family: IPv4, verdict: Open, message: Four., latencyMillis: 2, since: "2026-01-01T12:00:00Z", rounds: ooo}
            - {name: dcc, family: IPv6, verdict: Open, message: Six., latencyMillis: 5, since: "2026-01-01T12:00:00Z", rounds: o}
            """);
    assertThat(written.path("paths"))
        .singleElement()
        .isEqualTo(
            json(
                """
                {"name": "dcc", "verdict": "Open", "message": "Four. Six.", "latencyMillis": 2}"""));
    assertThat(written.path("since").textValue()).isEqualTo(NOON.toString());
  }

  /** A relay's port is not the catalogue's. */
  @ParameterizedTest
  @CsvSource({"587, 587", "25, "})
  void a_port_is_written_where_the_name_does_not_tell_it(int port, Integer told) {
    EsgInstanceStatus read =
        read("paths: [{name: smtp-out, family: IPv4, port: %d, verdict: Open}]".formatted(port));
    assertThat(StatusFolding.of(read).paths())
        .extracting(StatusDocument.PathEntry::port)
        .containsExactly(told);
    assertThat(again(read).paths()).extracting(PathStatus::port).containsExactly(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verdict: Blocked, reason: NoAnswer",
        "verdict: Open, reason: NotSearched",
        "verdict: Open, advice: Look.",
        "verdict: Open, doubt: Blocked.",
        "verdict: Open, control: Through.",
        "verdict: Open, rounds: ox",
        "verdict: Open, generation: 2",
        "verdict: Open, culprit: {kind: Perimeter}"
      })
  void families_that_differ_are_an_entry_each(String other) {
    EsgInstanceStatus read =
        read(
            """
            observedGeneration: 3
            since: "2026-01-01T12:00:00Z"
            paths:
            - {name: dcc, family: IPv4, verdict: Open, message: Seen.}
            - {name: dcc, family: IPv6, message: Seen., %s}
            """
                .formatted(other.replace("NotSearched", "NoTarget")));
    assertThat(StatusFolding.of(read).paths())
        .extracting(StatusDocument.PathEntry::family)
        .containsExactly(Family.IPv4, Family.IPv6);
    assertThat(again(read)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({"dcc1 (192.0.2.1), dcc1 (2001:db8::1), 1", "dcc1 (192.0.2.1), dcc2 (2001:db8::2), 2"})
  void closed_families_share_an_entry_where_the_same_host_was_asked(
      String four, String six, int entries) {
    EsgInstanceStatus read =
        read(
            """
            paths:
            - {name: dcc, family: IPv4, verdict: Blocked, reason: NoAnswer, target: "%s"}
            - {name: dcc, family: IPv6, verdict: Blocked, reason: NoAnswer, target: "%s"}
            """
                .formatted(four, six));
    assertThat(StatusFolding.of(read).paths()).hasSize(entries);
  }

  @Test
  void a_path_of_one_family_beside_others_of_both_says_so() {
    EsgInstanceStatus read =
        read(
            """
            paths:
            - {name: dcc, verdict: Open}
            - {name: ldap, family: IPv4, verdict: Open}
            """);
    assertThat(read.paths())
        .extracting(row -> row.name() + " " + row.family())
        .containsExactly("dcc IPv4", "dcc IPv6", "ldap IPv4");
    assertThat(StatusFolding.of(read).paths())
        .extracting(StatusDocument.PathEntry::family)
        .containsExactly(null, Family.IPv4);
  }

  @Test
  void what_is_not_known_after_a_round_is_so_in_each_family() {
    EsgInstanceStatus read =
        read(
            """
            lastProbe: {job: j, time: "2026-01-01T12:30:00Z"}
            paths: [{name: dcc, verdict: Unknown, reason: ProbeEvicted, rounds: ox}]
            """);
    assertThat(read.paths()).extracting(PathStatus::family).containsExactly(Family.values());
    assertThat(again(read)).isEqualTo(read);
  }

  @Test
  void what_is_not_known_may_have_no_family() {
    EsgInstanceStatus read = read("paths: [{name: dcc, verdict: Unknown, reason: NotProbedYet}]");
    assertThat(read.paths()).singleElement().matches(row -> row.family() == null);
    assertThat(again(read)).isEqualTo(read);
  }

  @Test
  void the_time_of_most_verdicts_is_said_once() {
    EsgInstanceStatus read =
        read(
            """
            paths:
            - {name: http, verdict: Unknown, since: "2026-01-01T13:00:00Z"}
            - {name: dcc, verdict: Unknown, since: "2026-01-01T12:00:00Z"}
            - {name: ldap, verdict: Unknown, since: "2026-01-01T12:00:00Z"}
            - {name: https, verdict: Unknown, since: "2026-01-01T13:00:00Z"}
            """);
    assertThat(StatusFolding.of(read).since()).isEqualTo(NOON);
    assertThat(StatusFolding.of(read).paths())
        .extracting(StatusDocument.PathEntry::since)
        .containsExactly(NOON.plusSeconds(3_600), null, null, NOON.plusSeconds(3_600));
    assertThat(again(read)).isEqualTo(read);
  }

  @Test
  void a_row_has_what_the_whole_status_says() {
    EsgInstanceStatus read =
        read(
            """
            observedGeneration: 3
            since: "2026-01-01T12:00:00Z"
            family: IPv6
            lastProbe: {job: j, time: "2026-01-01T12:30:00Z"}
            details: {declared: dcc=abc http=def}
            paths: [{name: dcc, verdict: Open, message: Seen., latencyMillis: 4}]
            """);
    assertThat(read.paths())
        .containsExactly(
            new PathStatus(
                "dcc",
                Family.IPv6,
                Direction.Outbound,
                Transport.UDP,
                6277,
                Requirement.Mandatory,
                Verdict.Open,
                null,
                Reason.Answered,
                "Seen.",
                null,
                null,
                null,
                null,
                null,
                4L,
                NOON.plusSeconds(1_800),
                NOON,
                "o",
                3L,
                "abc",
                null,
                null,
                null));
    assertThat(StatusFolding.of(read).details().declared()).isEqualTo("dcc=abc");
  }

  @Test
  void a_path_beside_the_catalogue_says_where_it_leads() {
    String path =
        "{name: sieve, family: IPv4, direction: Inbound, protocol: TCP, port: 4190, requirement: Optional, verdict: Refused, reason: Refused}";
    EsgInstanceStatus read = read("paths: [%s]".formatted(path));
    assertThat(read.paths().get(0).port()).isEqualTo(4190);
    assertThat(again(read)).isEqualTo(read);
  }

  @Test
  void a_change_of_both_families_is_one_and_five_are_kept() {
    String five = changes(5, 0);
    EsgInstanceStatus read =
        read(
            """
            paths:
            - {name: dcc, family: IPv4, verdict: Open, history: [%s]}
            - {name: dcc, family: IPv6, verdict: Open, history: [%s]}
            """
                .formatted(five, changes(5, 2)));
    assertThat(StatusFolding.of(read).paths().get(0).history())
        .extracting(Transition::time)
        .containsExactly(at(6), at(5), at(4), at(3), at(2));
  }

  @Test
  void the_ends_of_a_family_stay_with_it() {
    EsgInstanceStatus read =
        read(
            """
            paths:
            - name: dcc
              verdict: Partial
              reason: NoAnswer
              ends:
              - {target: dcc1, family: IPv4, verdict: Open}
              - {target: dcc2, family: IPv4, verdict: Blocked, reason: NoAnswer}
              - {target: dcc2, family: IPv6, verdict: Blocked, reason: NoAnswer}
            """);
    assertThat(read.paths().get(0).ends())
        .extracting(EndEntry::target)
        .containsExactly("dcc1", "dcc2");
    assertThat(read.paths().get(1).ends()).extracting(EndEntry::target).containsExactly("dcc2");
    assertThat(StatusFolding.of(read).paths().get(0).ends()).hasSize(3);
  }

  private static String changes(int number, int from) {
    StringBuilder changes = new StringBuilder();
    for (int change = number - 1; change >= 0; change--) {
      changes.append(
          "{time: \"%s\", verdict: Open, reason: Answered, message: from %d}, "
              .formatted(at(change + from), from));
    }
    return changes.substring(0, changes.length() - 2);
  }

  private static Instant at(int hour) {
    return NOON.plusSeconds(3_600L * hour);
  }

  static EsgInstanceStatus read(String status) {
    return Instances.withStatus(status).getStatus();
  }

  static EsgInstanceStatus again(EsgInstanceStatus status) {
    return Serialization.unmarshal(Serialization.asJson(status), EsgInstanceStatus.class);
  }

  private static JsonNode written(String status) {
    return json(Serialization.asJson(read(status)));
  }

  private static JsonNode json(String text) {
    return Serialization.unmarshal(text, ObjectNode.class);
  }
}
