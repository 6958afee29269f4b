package io.esgoperator.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code probe NAME}: an API server whose operator does what each test says. */
class RoundCommandTest {
  private static final String JOBS = "/apis/batch/v1/namespaces/esg-operator/jobs";
  private static final String WISH = "2026-01-01T12:07:30Z";

  private final UserDesk user = new UserDesk();

  @BeforeEach
  void before() {
    user.has(UserDesk.instance("gateway", UserDesk.open()));
    user.api.has(JOBS, jobs(job("old", "Complete")));
  }

  @AfterEach
  void close() {
    user.close();
  }

  @Test
  void the_annotation_asks_and_the_round_it_asked_for_is_waited_for() {
    user.meanwhile.add(() -> user.api.has(JOBS, jobs(job("old", "Complete"), job("new", null))));
    user.meanwhile.add(() -> ends("2026-01-01T12:07:31Z", "another", UserDesk.open()));
    user.meanwhile.add(() -> user.api.has(JOBS, jobs(job("new", "Complete"))));
    user.meanwhile.add(() -> ends("2026-01-01T12:07:33Z", WISH, UserDesk.open()));
    Run run = user.run("probe", "gateway");
    assertThat(user.api.writes())
        .singleElement()
        .asString()
        .startsWith("PATCH " + UserDesk.GATEWAY)
        .endsWith(
            "{\"metadata\":{\"annotations\":{\"esg-operator.io/probe-now\":\"" + WISH + "\"}}}");
    assertThat(run.err().lines())
        .containsExactly(
            "Asked for a round of esg-operator/gateway; waits for its Jobs.",
            "Job new has started.",
            "Job new has ended.");
    assertThat(run.out())
        .startsWith("esg-operator/gateway: Ready True, 1/1 open\n")
        .contains("at 2026-01-01T12:07:33Z");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void a_doubt_waits_for_the_second_round() {
    user.meanwhile.add(
        () ->
            ends(
                "2026-01-01T12:07:31Z",
                WISH,
                UserDesk.open().replace("verdict: Open,", "verdict: Open, doubt: no answer.,")));
    user.meanwhile.add(() -> ends("2026-01-01T12:07:35Z", WISH, UserDesk.dccBlocked()));
    Run run = user.run("probe", "gateway");
    assertThat(run.err())
        .contains("The round found something new of dns-udp; a second round follows, and decides.");
    assertThat(run.out()).contains("8/9 open");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void a_later_request_of_another_user_is_waited_for_in_its_place() {
    user.meanwhile.add(() -> ends("2026-01-01T12:07:31Z", "later", "later", UserDesk.open()));
    assertThat(user.run("probe", "gateway").exitCode()).isZero();
  }

  @Test
  void an_operator_that_does_not_run_ends_with_4() {
    Run run = user.run("probe", "gateway", "--timeout", "20s");
    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .endsWith(
            "esg-operator/gateway: no round ended within 20 s. If no Job was named above, look whether the operator runs; else write a longer --timeout.");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void an_api_server_that_is_out_of_order_for_a_while_is_waited_for() {
    user.meanwhile.add(() -> user.api.refuses(UserDesk.GATEWAY, 503));
    user.meanwhile.add(() -> {});
    user.meanwhile.add(() -> ends("2026-01-01T12:07:33Z", WISH, UserDesk.open()));
    assertThat(user.run("probe", "gateway").exitCode()).isZero();
  }

  @Test
  void a_user_who_may_not_list_jobs_waits_without_seeing_them() {
    user.api.refuses(JOBS, 403);
    user.meanwhile.add(() -> ends("2026-01-01T12:07:33Z", WISH, UserDesk.open()));
    Run run = user.run("probe", "gateway");
    assertThat(run.err()).contains("You may not list Jobs here, so they are not shown.");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void a_user_who_may_not_ask_is_told_so() {
    user.api.refusesWrites(UserDesk.GATEWAY, 403);
    Run run = user.run("probe", "gateway");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .endsWith("you may not patch esginstances in namespace esg-operator: get that permission.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "0s", "soon", "5m x", "-1s", "99999999999h"})
  void a_time_that_is_none_is_refused(String timeout) {
    Run run = user.run("probe", "gateway", "--timeout", timeout);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("write it like 30s, 5m or 1h30m").doesNotContain("\n");
    assertThat(user.api.writes()).isEmpty();
  }

  @Test
  void a_missing_name_is_told() {
    Run run = user.run("probe", "--timeout", "1s");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("probe: the instance is missing: write probe NAME.");
  }

  private void ends(String time, String requested, String status) {
    ends(time, requested, WISH, status);
  }

  /** The status after a round, beside the annotation as it is by then. */
  private void ends(String time, String requested, String annotation, String status) {
    Map<String, Object> instance =
        UserDesk.instance(
            "gateway",
            status.replaceFirst(
                "(?m)^lastProbe:(\n {2}.*)+|^lastProbe:.*",
                "lastProbe: {job: esg-probe-gateway-1-out, time: \"%s\", requested: \"%s\"}"
                    .formatted(time, requested)));
    @SuppressWarnings("unchecked")
    Map<String, Object> metadata = (Map<String, Object>) instance.get("metadata");
    metadata.put("annotations", Map.of("esg-operator.io/probe-now", annotation));
    user.api.has(UserDesk.GATEWAY, instance);
  }

  private static Map<String, Object> jobs(Object... jobs) {
    return Map.of("apiVersion", "batch/v1", "kind", "JobList", "items", List.of(jobs));
  }

  private static Map<String, Object> job(String name, String end) {
    return Map.of(
        "apiVersion",
        "batch/v1",
        "kind",
        "Job",
        "metadata",
        Map.of("name", name),
        "spec",
        Map.of("template", Map.of("spec", Map.of("containers", List.of()))),
        "status",
        end == null
            ? Map.of("active", 1)
            : Map.of("conditions", List.of(Map.of("type", end, "status", "True"))));
  }
}
