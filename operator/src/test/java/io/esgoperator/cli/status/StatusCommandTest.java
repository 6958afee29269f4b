package io.esgoperator.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.Goldens;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCommandTest {
  private static final String NASTY = "x\\e[2J\\u202e\\a";

  private final UserDesk user = new UserDesk();

  @AfterEach
  void close() {
    user.close();
  }

  @Test
  void one_instance_is_shown_on_a_screen() throws IOException {
    user.has(UserDesk.instance("gateway", UserDesk.dccBlocked()));
    Run run = user.run("status", "gateway");
    Goldens.compare("status.text", run.out());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void colours_say_which_paths_are_open() throws IOException {
    user.has(UserDesk.instance("gateway", UserDesk.dccBlocked()));
    Goldens.compare("status.color", user.run("status", "gateway", "--color", "always").out());
  }

  @Test
  void a_wide_screen_has_the_open_paths_too() {
    user.has(UserDesk.instance("gateway", UserDesk.dccBlocked()));
    assertThat(user.run("status", "gateway", "-o", "wide").lines())
        .anyMatch(line -> line.matches(" {2}dcc +IPv4 +Blocked +2 min +oxx +peer.*"))
        .anyMatch(line -> line.matches(" {2}dns-udp +IPv4 +Open +7 min +peer.* answered.*"));
  }

  @Test
  void ends_that_are_not_open_stand_below_their_path() {
    user.has(
        UserDesk.instance(
            "gateway",
            """
            conditions: [{type: Ready, status: "True", reason: PathsProved, message: ".", lastTransitionTime: "2026-01-01T12:00:00Z"}]
            lastProbe: {job: esg-probe-gateway-0-out, time: "2026-01-01T12:07:00Z"}
            observedGeneration: 1
            paths:
              - name: dcc
                verdict: Partial
                reason: NoAnswer
                message: 1 of 2 ends did not answer.
                since: "2026-01-01T12:00:00Z"
                rounds: xx
                ends:
                  - {target: dcc1.example.net, family: IPv4, verdict: Blocked, reason: NoAnswer, message: no answer in 4 tries.}
                  - {target: dcc2.example.net, family: IPv4, verdict: Open, message: answered.}
            """));
    assertThat(user.run("status", "gateway").out())
        .contains("    to dcc1.example.net  IPv4    Blocked                 no answer in 4 tries.")
        .doesNotContain("dcc2");
  }

  @Test
  void all_open_ends_with_0_and_shows_no_table() {
    user.has(UserDesk.instance("gateway", UserDesk.open()));
    Run run = user.run("status", "gateway");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            esg-operator/gateway: Ready True, 1/1 open

            Open: dns-udp.

            Last probe: 30 s ago, at 2026-01-01T12:07:00Z.
            """);
  }

  @ParameterizedTest
  @CsvSource({"Ready, False", "Ready, Unknown", "PathsOpen, False", "PathsOpen, Unknown"})
  void what_is_not_true_ends_with_1(String type, String status) {
    String written =
        UserDesk.open()
            .replace(
                "type: %s, status: \"True\"".formatted(type),
                "type: %s, status: \"%s\"".formatted(type, status));
    assertThat(written).isNotEqualTo(UserDesk.open());
    user.has(UserDesk.instance("gateway", written));
    Run run = user.run("status", "gateway");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).anyMatch(line -> line.matches(" {2}" + type + " +" + status + " .*"));
  }

  @Test
  void a_status_of_an_older_spec_is_not_good() {
    user.has(
        UserDesk.instance(
            "gateway", UserDesk.open().replace("observedGeneration: 1", "observedGeneration: 0")));
    Run run = user.run("status", "gateway");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("The spec has changed since (generation 1, here is 0)");
  }

  @Test
  void an_instance_without_a_status_is_not_good() {
    user.has(UserDesk.instance("gateway", "{}"));
    Run run = user.run("status", "gateway");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "Ready Unknown", "has written no status yet", "No round of probes has ended yet.");
  }

  @Test
  void a_list_has_the_columns_of_kubectl_get() {
    user.has(
        UserDesk.instance("gateway", UserDesk.open()),
        UserDesk.instance("backup", UserDesk.dccBlocked()));
    Run run = user.run("status");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            NAME     READY  OPEN      PROBLEM      AGE
            backup   True   8/9 open  dcc Blocked  3 h
            gateway  True   1/1 open               3 h
            """);
  }

  @Test
  void a_list_of_all_namespaces_names_them() {
    user.api.has(
        "/apis/esg-operator.io/v1alpha1/esginstances",
        UserDesk.list(UserDesk.instance("gateway", UserDesk.open())));
    Run run = user.run("status", "-A", "-o", "wide");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .containsExactly(
            "NAMESPACE     NAME     READY  OPEN      PROBLEM  AGE  PROBED  ENFORCED",
            "esg-operator  gateway  True   1/1 open           3 h  30 s    Unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "true, auto, '', xterm, true",
    "true, auto, 1, xterm, false",
    "true, auto, '', dumb, false",
    "false, auto, '', xterm, false",
    "true, never, '', xterm, false",
    "false, always, 1, dumb, true"
  })
  void colour_is_for_terminals_that_want_it(
      boolean isTerminal, String when, String noColor, String term, boolean isColoured) {
    user.isTerminal = isTerminal;
    user.environment.putAll(Map.of("NO_COLOR", noColor, "TERM", term));
    user.has(UserDesk.instance("gateway", UserDesk.open()));
    assertThat(user.run("status", "--color=" + when).out().contains("\u001b["))
        .isEqualTo(isColoured);
  }

  @Test
  void json_has_the_status_word_by_word_where_kubectl_has_it() throws IOException {
    Map<String, Object> written =
        UserDesk.instance("gateway", UserDesk.open() + "ofALaterVersion: {kept: [true]}\n");
    user.has(written);
    Run run = user.run("status", "gateway", "-o", "json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("status"))
        .isEqualTo(new ObjectMapper().valueToTree(written.get("status")));
    assertThat(json.at("/metadata/name").textValue()).isEqualTo("gateway");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void json_of_several_is_a_list() throws IOException {
    user.has(UserDesk.instance("gateway", UserDesk.open()));
    JsonNode json = new ObjectMapper().readTree(user.run("status", "-o", "json").out());
    assertThat(json.at("/items/0/status/summary").textValue()).isEqualTo("1/1 open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "wide", "json"})
  void nothing_that_a_peer_wrote_steers_the_terminal(String form) {
    String status =
        UserDesk.dccBlocked()
            .replace("did not answer", NASTY)
            .replace("- \"Open:", "- \"Open" + NASTY)
            .replace("Not open:", NASTY)
            .replace("8/9 open\"", NASTY + "\"")
            .replace("dcc Blocked", NASTY);
    user.has(UserDesk.instance("gateway", status));
    for (String[] words :
        new String[][] {{"status", "gateway", "-o", form}, {"status", "-o", form}}) {
      String out = user.run(words).out();
      assertThat(out).containsIgnoringCase("\\u001b");
      assertThat(out.codePoints().filter(letter -> letter < ' ' || letter > '~'))
          .containsOnly((int) '\n');
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | does not know you: log in again.
          403 | you may not get esginstances in namespace esg-operator: get that permission.
          500 | cannot get esginstances in namespace esg-operator
          """)
  void a_refusal_is_one_sentence(int code, String sentence) {
    user.api.refuses(UserDesk.GATEWAY, code);
    assertRefused(user.run("status", "gateway"), sentence);
  }

  @Test
  void a_cluster_without_the_custom_resource_is_told_so() {
    assertRefused(user.run("status", "gateway"), "install the operator's CRD");
    assertRefused(user.run("status"), "install the operator's CRD");
  }

  @Test
  void a_name_that_is_not_there_is_told_with_those_that_are() {
    user.has(UserDesk.instance("gateway", UserDesk.open()));
    assertRefused(
        user.run("status", "gatewy"),
        "has no EsgInstance gatewy in namespace esg-operator: write gateway.");
  }

  @Test
  void an_empty_namespace_is_told() {
    user.api.has(UserDesk.LIST, UserDesk.list());
    assertRefused(
        user.run("status"),
        "has no EsgInstance in namespace esg-operator: write another one behind -n, or -A for all.");
  }

  @Test
  void a_name_in_all_namespaces_is_refused() {
    assertRefused(user.run("status", "gateway", "-A"), "write -n NAMESPACE in the place of -A");
  }

  @Test
  void a_cluster_that_cannot_be_reached_is_named() {
    user.api.close();
    assertRefused(user.run("status"), "cannot list esginstances in namespace esg-operator (");
  }

  @Test
  void a_fault_of_the_program_ends_with_3() {
    Run run =
        Run.at(
            console ->
                new Desk(
                    console,
                    context -> {
                      throw new IllegalStateException("broken");
                    },
                    Map.of(),
                    false,
                    user.clock,
                    time -> {}),
            "status");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("which is a fault of this program").doesNotContain("\n");
  }

  private static void assertRefused(Run run, String sentence) {
    assertThat(run.err()).contains(sentence).doesNotContain("\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(2);
  }
}
