package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.Names;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Faults that a whole cluster suffers. None of them is a closed path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class OwnClusterIT {
  private Lab lab;
  private Matrix matrix;
  private EsgInstance instance;

  @BeforeAll
  void declare(Lab lab, Matrix matrix) {
    this.lab = lab;
    this.matrix = matrix;
    instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h", Sample.NO_CANARY));
    lab.awaitFirstRound(instance);
  }

  @AfterAll
  void rest() {
    lab.rest(Lab.NAMESPACE);
  }

  @Test
  void without_the_clusters_dns_the_last_good_addresses_are_asked() {
    lab.kubectl("-n", "kube-system", "scale", "deployment", "coredns", "--replicas=0");
    try {
      EsgInstanceStatus status = lab.probe(instance);
      matrix.add("cluster DNS down", status);
      assertThat(verdicts(status)).containsOnly(Verdict.Open);
    } finally {
      lab.kubectl("-n", "kube-system", "scale", "deployment", "coredns", "--replicas=1");
    }
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void an_api_server_that_restarts_in_mid_round_blames_no_path() {
    String wish = lab.requestRound(instance);
    awaitProbe(instance);
    lab.onNode("pkill", "-KILL", "-x", "kube-apiserver");
    EsgInstanceStatus status = lab.awaitRound(instance, wish);
    matrix.add("API server restarted in mid-round", status);
    assertThat(verdicts(status)).containsOnly(Verdict.Open);
  }

  @Test
  void a_cordoned_node_leaves_the_paths_unknown() {
    lab.kubectl("cordon", "--selector=kubernetes.io/os=linux");
    try {
      EsgInstanceStatus status = lab.probe(instance);
      matrix.add("harness: node cordoned", status);
      assertThat(verdicts(status)).containsOnly(Verdict.Unknown);
      assertThat(status.paths())
          .extracting(PathStatus::reason)
          .containsOnly(Reason.ProbeUnschedulable);
    } finally {
      lab.kubectl("uncordon", "--selector=kubernetes.io/os=linux");
    }
    assertThat(verdicts(lab.probe(instance))).containsOnly(Verdict.Open);
  }

  @Test
  void an_evicted_probe_leaves_the_paths_unknown() {
    EsgInstance waiting =
        lab.declare(
            Lab.NAMESPACE,
            "slow",
            "probe: {interval: 1h, timeout: 20s, targets: {http: [192.0.2.77]}}");
    String pod = awaitProbe(waiting).getMetadata().getName();
    lab.kubectl("-n", Lab.NAMESPACE, "delete", "pod", pod, "--force", "--grace-period=0");
    lab.awaitFirstRound(waiting);
    EsgInstanceStatus status = lab.status(waiting);
    matrix.add("harness: probe evicted", status);
    assertThat(status.paths())
        .filteredOn(row -> row.name().equals("http"))
        .extracting(PathStatus::reason)
        .containsOnly(Reason.ProbeEvicted);
    lab.delete(waiting);
  }

  private Pod awaitProbe(EsgInstance probing) {
    return Awaitility.await("a probe")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                lab.probes(probing).stream()
                    .filter(pod -> "out".equals(pod.getMetadata().getLabels().get(Names.PROBE)))
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static java.util.List<Verdict> verdicts(EsgInstanceStatus status) {
    return status.paths().stream().map(PathStatus::verdict).distinct().toList();
  }
}
