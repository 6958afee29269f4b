package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.MutatingWebhook;
import io.esgoperator.lab.MutatingWebhook.Meddling;
import io.esgoperator.lab.TroubledCluster;
import io.esgoperator.lab.Witness;
import io.esgoperator.model.Direction;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The operator through what happens to nodes, disks and objects. {@code -Dspecs=10000} for more
 * random specs, {@code -Dspecs.seed} for others.
 */
class DisturbanceIT extends TroubledCluster {
  private static final String POLICY = "esg-gateway";
  private static final int RECONCILED = 3;

  /**
   * Everything on the node dies except the control plane, which has its data on a disk. A task that
   * does not answer containerd has the PID 0, by which kill would end this script.
   */
  private static final String NODE_DIES =
      """
      pkill -KILL -x kubelet
      ctr -n k8s.io tasks ls | awk 'NR > 1 && $2 > 0 { print $2 }' | xargs -r kill -KILL
      pkill -KILL -x containerd
      """;

  /** Held open, since the kubelet removes once a minute what is no pod's. */
  private static final String FULL =
      """
      exec 3>/var/log/pods/full
      ! cat /dev/zero >&3 2>/dev/null || exit 1
      sleep 600 >/dev/null 2>&1 &
      """;

  @Test
  void a_node_that_restarts_in_mid_round_blames_no_path() {
    try (Witness witness = new Witness(lab, instance)) {
      String wish = lab.requestRound(instance);
      awaitProbeOnItsWay();
      lab.onNode("sh", "-c", NODE_DIES);
      lab.awaitRound(instance, wish);
      lab.client()
          .apps()
          .deployments()
          .inNamespace(Lab.NAMESPACE)
          .withName("gateway")
          .waitUntilReady(5, TimeUnit.MINUTES);
      assertThatInboundIsOpen(lab.probe(instance));
      witness.assertThatNothingWentWrong();
    }
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void a_probe_that_gets_hardly_any_processor_time_blames_no_path() {
    try (Witness witness = new Witness(lab, instance)) {
      probeIn(
          """
          {"resources": {"requests": {"cpu": "20m"}, "limits": {"cpu": "20m", "memory": "160Mi"}}}
          """);
      assertThat(lab.probe(instance).paths())
          .filteredOn(row -> row.direction() == Direction.Inbound)
          .extracting(PathStatus::verdict)
          .isSubsetOf(Verdict.Open, Verdict.Unknown);
      witness.assertThatNothingWentWrong();
    } finally {
      probeIn("null");
    }
  }

  private void probeIn(String pod) {
    lab.patch(
        Lab.NAMESPACE,
        "esg",
        "gateway",
        "merge",
        "{\"spec\": {\"probe\": {\"pod\": %s}}}".formatted(pod));
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void a_probe_that_cannot_write_its_log_proves_its_paths_all_the_same() {
    // Whoever goes away later gives back the room of its own log.
    Awaitility.await("no probe")
        .atMost(Duration.ofMinutes(2))
        .until(() -> lab.probes(instance).isEmpty());
    lab.onNode("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/var/log/pods");
    try (Witness witness = new Witness(lab, instance)) {
      lab.onNode("sh", "-c", FULL);
      assertThatInboundIsOpen(lab.probe(instance));
      assertThat(
              lab.onNode(
                  "find", "/var/log/pods", "-path", "*esg-probe-gateway*.log", "-size", "+0"))
          .as("logs of probes that could be written")
          .isEmpty();
      witness.assertThatNothingWentWrong();
    } finally {
      lab.onNode("umount", "-l", "/var/log/pods");
    }
  }

  @Test
  void a_webhook_that_widens_the_policy_is_told_of_and_not_fought() throws InterruptedException {
    try (Witness witness = new Witness(lab, instance)) {
      try (MutatingWebhook webhook = new MutatingWebhook(lab, Lab.NAMESPACE, Meddling.widen)) {
        lab.kubectl("-n", Lab.NAMESPACE, "annotate", "netpol", POLICY, "touched=once");
        EsgInstanceStatus status =
            lab.await(instance, now -> applied(now).getReason().equals("PolicyChanged"));
        assertThat(applied(status).getMessage())
            .contains(
                "NetworkPolicy esg-gateway", "it opens every port to 192.0.2.0/24", "webhook");
        assertThat(status.condition(ConditionType.Ready).orElseThrow().getStatus())
            .isEqualTo("False");
        assertThatInboundIsOpen(lab.probe(instance));
        long before = webhook.meddled();
        Thread.sleep(Duration.ofSeconds(10).toMillis());
        assertThat(webhook.meddled() - before).as("writes in 10 s").isLessThanOrEqualTo(1);
      }
      lab.await(instance, now -> applied(now).getReason().equals("Applied"));
      assertThat(lab.policy(Lab.NAMESPACE, POLICY).getSpec().getEgress())
          .noneMatch(rule -> rule.toString().contains("192.0.2.0/24"));
      witness.assertThatTheStatusWasTrue();
    }
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void a_webhook_that_gives_probes_the_gateways_labels_blames_no_path() {
    try (Witness witness = new Witness(lab, instance)) {
      try (MutatingWebhook webhook = new MutatingWebhook(lab, Lab.NAMESPACE, Meddling.relabel)) {
        long before = webhook.meddled();
        assertThat(lab.probe(instance).paths())
            .filteredOn(row -> row.direction() == Direction.Inbound)
            .extracting(PathStatus::verdict, PathStatus::reason)
            .containsOnly(tuple(Verdict.Unknown, Reason.ProbeChanged));
        assertThat(webhook.meddled()).isGreaterThan(before);
      }
      assertThatInboundIsOpen(lab.probe(instance));
      witness.assertThatNothingWentWrong();
    }
  }

  @Test
  void random_specs_are_taken_or_refused_as_the_commands_say() throws IOException {
    RandomSpecTrial trial =
        new RandomSpecTrial(
            lab.client(),
            lab.namespace("random", Map.of()),
            object -> !object.getKind().equals(CiliumNetworkPolicies.KIND));
    lab.admission().refuseFieldsThatDoNotCount(false);
    List<EsgInstance> taken = trial.taken();
    lab.admission().refuseFieldsThatDoNotCount(true);
    System.out.printf("random specs: %d, taken %d%n", RandomSpecTrial.number(), taken.size());
    assertThat(taken).hasSizeBetween(RECONCILED, RandomSpecTrial.number() - 1);
    for (EsgInstance instance : taken.subList(0, RECONCILED)) {
      instance.setMetadata(
          new ObjectMetaBuilder()
              .withNamespace("random")
              .withName("random-" + taken.indexOf(instance))
              .build());
      lab.apply(instance);
      lab.await(instance, status -> status.condition(ConditionType.PolicyApplied).isPresent());
    }
    lab.rest("random");
  }

  private static Condition applied(EsgInstanceStatus status) {
    return status.condition(ConditionType.PolicyApplied).orElseThrow();
  }
}
