package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.gateway.Names;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two replicas, of which one leads. Nothing answers in this namespace's rounds, so that they last.
 */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.SECOND)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderIT {
  private static final String NAMESPACE = "leader";
  private static final String OPERATOR = "esg-operator";

  private Lab lab;
  private EsgInstance instance;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.replicas(2);
    lab.namespace(NAMESPACE, Map.of());
    instance =
        lab.declare(
            NAMESPACE,
            "gateway",
            "probe: {interval: 1h, timeout: 2s, canary: false, targets: {http: [192.0.2.77]}}");
    lab.awaitRound(instance, null);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
    lab.replicas(1);
  }

  @Test
  void a_leader_killed_in_mid_round_loses_no_round_and_doubles_no_job() {
    String leader = awaitLeader();
    try (JobLedger jobs = new JobLedger()) {
      String wish = lab.requestRound(instance);
      awaitRunningProbe();
      lab.kubectl("-n", OPERATOR, "delete", "pod", leader, "--grace-period=0", "--force");
      EsgInstanceStatus status = lab.awaitRound(instance, wish);
      assertThat(jobs.uids).containsKey(status.lastProbe().job());
      assertThat(jobs.uids.values()).allMatch(uids -> uids.size() == 1);
    }
    assertThat(awaitLeader()).isNotEqualTo(leader);
  }

  @Test
  void a_leader_that_is_told_to_stop_gives_its_lease_back() {
    String leader = awaitLeader();
    lab.awaitOperator();
    CompletableFuture<List<Lease>> givenBack =
        lab.client()
            .leases()
            .inNamespace(OPERATOR)
            .withName(OPERATOR)
            .informOnCondition(leases -> leases.stream().anyMatch(LeaderIT::isFree));
    Instant told = Instant.now();
    lab.kubectl("-n", OPERATOR, "delete", "pod", leader, "--wait=false");
    Awaitility.await("another leader")
        .atMost(Duration.ofSeconds(14))
        .pollInterval(Duration.ofMillis(200))
        .until(lab::leader, holder -> !holder.isEmpty() && !holder.equals(leader));
    assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(14));
    assertThat(givenBack).succeedsWithin(Duration.ofMinutes(2));
  }

  private static boolean isFree(Lease lease) {
    String holder = lease.getSpec().getHolderIdentity();
    return holder == null || holder.isEmpty();
  }

  @Test
  void an_api_server_that_is_silent_for_longer_than_a_lease_leaves_a_leader_behind()
      throws Exception {
    awaitLeader();
    lab.onNode("pkill", "-STOP", "-x", "kube-apiserver");
    try {
      Thread.sleep(LabExtension.isNight() ? 60_000 : 20_000);
    } finally {
      lab.onNode("pkill", "-CONT", "-x", "kube-apiserver");
    }
    Awaitility.await("a Lease that is renewed")
        .atMost(Duration.ofMinutes(5))
        .ignoreException(KubernetesClientException.class)
        .until(() -> lease().isAfter(Instant.now().minusSeconds(5)));
    assertThat(lab.probe(instance).lastProbe().job()).isNotNull();
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void two_that_both_lead_make_the_same_jobs_and_the_same_policy() throws Exception {
    lab.setOperatorVariable("ESG_LEASE-");
    try (JobLedger jobs = new JobLedger()) {
      EsgInstanceStatus status = lab.probe(instance);
      assertThat(jobs.uids).containsKey(status.lastProbe().job());
      assertThat(jobs.uids.values()).allMatch(uids -> uids.size() == 1);
      String version = policyVersion();
      Thread.sleep(20_000);
      assertThat(policyVersion()).isEqualTo(version);
    } finally {
      lab.setOperatorVariable("ESG_LEASE=" + OPERATOR);
    }
  }

  private String policyVersion() {
    return lab.policy(NAMESPACE, Names.policy(instance.getMetadata().getName()))
        .getMetadata()
        .getResourceVersion();
  }

  private String awaitLeader() {
    return Awaitility.await("a leader")
        .atMost(Duration.ofMinutes(3))
        .until(
            lab::leader,
            holder ->
                !holder.isEmpty()
                    && lab.client().pods().inNamespace(OPERATOR).withName(holder).get() != null);
  }

  private Instant lease() {
    return lab.client()
        .leases()
        .inNamespace(OPERATOR)
        .withName(OPERATOR)
        .get()
        .getSpec()
        .getRenewTime()
        .toInstant();
  }

  private void awaitRunningProbe() {
    Awaitility.await("a probe that runs")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                lab.probes(instance).stream()
                    .anyMatch(pod -> "Running".equals(pod.getStatus().getPhase())));
  }

  /** Every Job that the API server ever had under a name, from now on. */
  private final class JobLedger implements AutoCloseable, Watcher<Job> {
    private final Map<String, Set<String>> uids = new ConcurrentHashMap<>();
    private final Watch watch = lab.client().batch().v1().jobs().inNamespace(NAMESPACE).watch(this);

    @Override
    public void eventReceived(Action action, Job job) {
      uids.computeIfAbsent(job.getMetadata().getName(), name -> ConcurrentHashMap.newKeySet())
          .add(job.getMetadata().getUid());
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new IllegalStateException("the watch over the Jobs ended", cause);
    }

    @Override
    public void close() {
      watch.close();
    }
  }
}
