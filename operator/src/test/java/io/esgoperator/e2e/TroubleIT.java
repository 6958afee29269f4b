package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.TroubledApi;
import io.esgoperator.lab.TroubledApi.Trouble;
import io.esgoperator.lab.TroubledCluster;
import io.esgoperator.lab.Witness;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator while its API server or its users cause trouble. {@code -Dkills} and {@code
 * -Dpassing} for more of it.
 */
class TroubleIT extends TroubledCluster {
  private TroubledApi api;

  @Override
  protected void prepare() {
    api = lab.troubledApi();
    lab.setOperatorVariable("KUBERNETES_MASTER=" + api.url());
  }

  @AfterAll
  void endTrouble() {
    lab.setOperatorVariable("KUBERNETES_MASTER-");
    api.close();
  }

  static Set<Trouble> troubles() {
    return LabExtension.isNight()
        ? EnumSet.range(Trouble.slow, Trouble.short_watches)
        : EnumSet.of(Trouble.failing);
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void a_troubled_api_server_blames_no_path_and_changes_no_policy(Trouble trouble) {
    try (Witness witness = new Witness(lab, instance)) {
      api.make(trouble);
      assertThatInboundIsOpen(lab.probe(instance));
      assertThat(api.strikes()).as("strikes").isPositive();
      witness.assertThatNothingWentWrong();
    } finally {
      api.make(Trouble.none);
    }
  }

  static Set<Trouble> unanswered() {
    return LabExtension.isNight()
        ? EnumSet.of(Trouble.job_unanswered, Trouble.status_unanswered)
        : EnumSet.of(Trouble.job_unanswered);
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  void a_leader_that_is_lost_in_mid_write_leaves_the_round_to_the_next_one(Trouble trouble) {
    try (Witness witness = new Witness(lab, instance)) {
      api.make(trouble);
      assertThatInboundIsOpen(lab.awaitRound(instance, loseTheLeaderInMidWrite()));
      assertThatInboundIsOpen(lab.probe(instance));
      witness.assertThatNothingWentWrong();
    } finally {
      api.make(Trouble.none);
    }
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void a_status_that_a_lost_leader_sent_arrives_too_late_to_undo_anything() {
    try (Witness witness = new Witness(lab, instance)) {
      api.make(Trouble.status_late);
      lab.awaitRound(instance, loseTheLeaderInMidWrite());
      EsgInstanceStatus newer = lab.probe(instance);
      api.make(Trouble.none);
      awaitStrike();
      assertThat(lab.status(instance).lastProbe()).isEqualTo(newer.lastProbe());
      witness.assertThatNothingWentWrong();
    } finally {
      api.make(Trouble.none);
    }
  }

  /** Requests a round, and kills the leader during the trouble. */
  private String loseTheLeaderInMidWrite() {
    String wish = lab.requestRound(instance);
    awaitStrike();
    lab.kubectl("-n", "esg-operator", "delete", "pod", lab.leader(), "--force", "--grace-period=0");
    return wish;
  }

  private void awaitStrike() {
    Awaitility.await("a strike").atMost(Duration.ofMinutes(3)).until(() -> api.strikes() > 0);
  }

  @Test
  void an_etcd_that_restarts_in_mid_round_loses_nothing() {
    try (Witness witness = new Witness(lab, instance)) {
      String wish = lab.requestRound(instance);
      lab.onNode("pkill", "-KILL", "-x", "etcd");
      assertThatInboundIsOpen(lab.awaitRound(instance, wish));
      witness.assertThatNothingWentWrong();
    }
  }

  @Test
  void an_operator_that_is_killed_at_any_moment_of_a_round_ends_it_all_the_same()
      throws InterruptedException {
    Random moments = new Random(7);
    for (int kill = 0; kill < Integer.getInteger("kills", 1); kill++) {
      try (Witness witness = new Witness(lab, instance)) {
        String wish = lab.requestRound(instance);
        Thread.sleep(moments.nextLong(kill * 1500L, kill * 1500L + 1500));
        lab.kubectl("-n", "esg-operator", "delete", "pod", "--all", "--force", "--grace-period=0");
        assertThatInboundIsOpen(lab.awaitRound(instance, wish));
        witness.assertThatNothingWentWrong();
      }
    }
  }

  @Test
  void a_status_that_another_client_wrote_is_right_again_after_a_round() {
    EsgInstanceStatus before = lab.probe(instance);
    int row = before.paths().indexOf(smtpIn(before));
    lab.kubectl(
        "-n",
        Lab.NAMESPACE,
        "patch",
        "esg",
        "gateway",
        "--subresource=status",
        "--type=json",
        "-p",
        "[{op: replace, path: /status/paths/%d/verdict, value: Blocked}, {op: replace, path: /status/summary, value: none}]"
            .formatted(row)
            .replaceAll("(\\w+|/[\\w/]+)(?=[,:}\\]])", "\"$1\""));
    EsgInstanceStatus after = lab.probe(instance);
    assertThatInboundIsOpen(after);
    assertThat(after.summary()).isEqualTo(before.summary());
  }

  @Test
  void instances_that_come_and_go_leave_nothing_behind() {
    String namespace = lab.namespace("passing", Map.of());
    EsgInstance passing = Sample.of(namespace, "passing", Sample.NO_CANARY);
    IntStream.range(0, Integer.getInteger("passing", 8))
        .forEach(
            number -> {
              passing.getMetadata().setName("passing-" + number % 7);
              lab.apply(passing);
              lab.delete(passing);
            });
    Awaitility.await("nothing is left")
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                lab.kubectl("-n", namespace, "get", "esg,netpol,jobs,pods", "-o", "name")
                    .isEmpty());
    assertThatInboundIsOpen(lab.probe(instance));
  }

  @Test
  void an_instance_that_is_edited_fifty_times_a_second_ends_as_last_declared() {
    EsgInstance edited = Sample.of(lab.namespace("edited", Map.of()), "edited", Sample.NO_CANARY);
    lab.apply(edited);
    // Few editors: when the API server falls behind, each of many would delay all others.
    ExecutorService editors = Executors.newFixedThreadPool(4);
    try {
      IntStream.range(1, 150)
          .mapToObj(
              edit ->
                  CompletableFuture.runAsync(
                      () -> declareServer(edit),
                      CompletableFuture.delayedExecutor(
                          20L * edit, TimeUnit.MILLISECONDS, editors)))
          .toList()
          .forEach(CompletableFuture::join);
    } finally {
      editors.shutdownNow();
    }
    declareServer(150);
    Awaitility.await("the policy is the last one")
        .atMost(Duration.ofMinutes(3))
        .until(
            () -> String.valueOf(lab.policy("edited", "esg-edited")),
            text -> text.contains("198.51.100.150/32"));
    assertThat(String.valueOf(lab.policy("edited", "esg-edited")))
        .doesNotContain("198.51.100.149/32");
    lab.rest("edited");
  }

  private void declareServer(int number) {
    lab.client()
        .resources(EsgInstance.class)
        .inNamespace("edited")
        .withName("edited")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"spec\":{\"services\":{\"ldap\":{\"servers\":[{\"cidr\":\"198.51.100.%d/32\"}]}}}}"
                .formatted(number));
  }

  @Test
  void a_namespace_that_is_deleted_in_mid_round_takes_all_along() {
    EsgInstance leaving =
        Sample.of(lab.namespace("leaving", Map.of()), "leaving", Sample.NO_CANARY);
    lab.apply(leaving);
    Awaitility.await("a probe")
        .atMost(Duration.ofMinutes(2))
        .until(() -> !lab.probes(lab.instance("leaving", "leaving")).isEmpty());
    lab.kubectl("delete", "namespace", "leaving", "--timeout=5m");
    assertThatInboundIsOpen(lab.probe(instance));
  }

  private static PathStatus smtpIn(EsgInstanceStatus status) {
    return status.paths().stream()
        .filter(row -> row.name().equals("smtp-in"))
        .findFirst()
        .orElseThrow();
  }
}
