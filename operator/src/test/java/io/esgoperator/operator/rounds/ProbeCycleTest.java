package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedKinds;
import io.esgoperator.operator.cluster.CachedDiscovery;
import io.esgoperator.operator.cluster.ClusterPolicies;
import io.esgoperator.operator.cluster.ClusterReader;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.cluster.UsualView;
import io.esgoperator.operator.turns.AnyInstances;
import io.esgoperator.operator.turns.RoundGate;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.EventList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a pass asks of the API server: all of it is listed here, so that it does not grow unseen.
 */
class ProbeCycleTest {
  private static final String PODS = "/api/v1/namespaces/mail/pods";
  private static final String POLICIES =
      "/apis/networking.k8s.io/v1/namespaces/mail/networkpolicies";
  private static final String EVENTS = "/api/v1/namespaces/mail/events";
  private static final String INSTANCE =
      "/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway";
  private static final String ASK = "GET " + INSTANCE;
  private static final String MAKE = "POST /apis/batch/v1/namespaces/mail/jobs";
  private static final InstanceKey ANOTHER = new InstanceKey("web", "another", "uid-2");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String[] LOOK = {"GET " + PODS, "GET " + POLICIES};

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final InformedContext informed = new InformedContext(cluster);
  private final RoundGate gate = AnyInstances.gate(clock);
  private final ClusterReader reader = new ClusterReader(client, true);
  private final ClusterView view =
      UsualView.of(
          client,
          reader,
          new ClusterPolicies(new CachedDiscovery(Discovery.of(client), clock), reader, clock),
          List.of(new ProbePlan.Peer("operator", "192.0.2.3", 8080)),
          clock);
  private final ProbeCycle cycle =
      new ProbeCycle(
          client,
          view,
          any -> List.of(),
          UsualJobs.of("esg-operator:dev"),
          gate,
          new MonotonicClock(clock, this::nanoTime));
  private EsgInstance instance = Instances.sample("minimal");

  @BeforeEach
  void serve() {
    instance.getMetadata().setResourceVersion("1");
    ServedKinds.on(cluster);
    cluster.has(POLICIES, closing()).has(PODS, gatewayPod());
    // Requests that are shared by all instances and cached beyond a pass are not counted.
    view.policies(instance, host -> List.of(), Gateway.unknown());
    cluster.requests().clear();
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_pass_that_starts_a_round_looks_once() {
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE, ASK, MAKE);
  }

  @Test
  void the_outbound_job_is_made_last() {
    pass();
    assertThat(informed.hear())
        .hasSize(2)
        .satisfiesExactly(
            in -> assertThat(in).endsWith("-in"), out -> assertThat(out).endsWith("-out"));
  }

  @Test
  void a_pass_that_waits_for_its_jobs_asks_for_nothing() {
    begin();
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void a_pass_that_waits_for_one_of_its_jobs_asks_for_nothing() {
    begin();
    informed.ends("-out");
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void of_a_job_that_has_no_pod_after_five_seconds_it_asks_why() {
    begin();
    informed.losesPods();
    cluster.has(EVENTS, new EventList());
    assertThat(requestsOf(5, SECOND)).isEmpty();
    assertThat(requestsOf(1, SECOND)).containsExactly("GET " + EVENTS);
  }

  @Test
  void a_pass_that_reads_a_round_looks_once() {
    begin();
    informed.ends("");
    assertThat(pass()).containsExactly(LOOK);
  }

  @Test
  void a_round_whose_probes_asked_in_time_makes_room_for_more_while_others_wait() {
    begin();
    gate.enter(AnyInstances.round(ANOTHER, MINUTE));
    informed.ends("");
    pass();
    assertThat(gate.places()).isEqualTo(2);
  }

  @Test
  void a_round_of_which_only_the_first_job_was_made_goes_on() {
    begin();
    informed.forget("-out");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
  }

  @Test
  void a_pass_that_queues_asks_for_nothing_but_its_pods() {
    gate.enter(AnyInstances.round(ANOTHER, Duration.ofHours(1)));
    assertThat(pass()).containsExactly("GET " + PODS);
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void a_pass_that_rests_asks_for_nothing_but_its_pods_every_two_minutes() {
    instance =
        controlled(
            "Open",
            "details: {canaries: [{direction: Inbound, found: Closed, time: '2026-01-01T00:00:00Z', generation: 1}]}");
    pass();
    assertThat(requestsOf(4, MINUTE)).containsExactly("GET " + PODS, "GET " + PODS);
  }

  @Test
  void an_outdated_round_is_cleared_away_while_the_next_one_queues() {
    begin();
    gate.leave(InstanceKey.of(instance));
    gate.enter(AnyInstances.round(ANOTHER, Duration.ofHours(1)));
    instance.setSpec(Instances.withSpec("probe: {timeout: 2s}").getSpec());
    assertThat(pass()).contains(ASK).filteredOn(request -> request.startsWith("DELETE")).hasSize(2);
  }

  @Test
  void jobs_that_another_leader_has_made_for_what_is_newer_are_not_cleared_away() {
    begin();
    cluster.has(INSTANCE, controlled("Open", ""));
    instance.setSpec(Instances.withSpec("probe: {timeout: 2s}").getSpec());
    assertThat(pass(instance)).contains(ASK).noneMatch(request -> request.startsWith("DELETE"));
  }

  @Test
  void a_pass_that_starts_a_control_looks_once_and_then_waits_for_nothing() {
    instance = controlled("Blocked", "");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
    assertThat(informed.hear()).singleElement().asString().endsWith("-ctl");
    assertThat(requestsOf(20, SECOND)).isEmpty();
  }

  @Test
  void a_canary_looks_when_it_makes_a_job_and_at_its_end() {
    instance = controlled("Open", "");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
    informed.hear();
    assertThat(requestsOf(20, SECOND)).isEmpty();
    informed.answers("-lsn");
    assertThat(pass()).containsExactly(LOOK[0], LOOK[1], ASK, MAKE);
    informed.hear();
    assertThat(requestsOf(20, SECOND)).isEmpty();
    informed.ends("-vis");
    assertThat(pass()).containsExactly(LOOK);
  }

  @Test
  void a_canary_of_which_a_clock_far_ahead_told_the_time_is_made_again() {
    instance =
        controlled(
            "Open",
            "canaries: [{direction: Inbound, found: Closed, time: '2026-01-01T02:00:00Z', generation: 1}]");
    assertThat(pass()).contains(MAKE);
  }

  @Test
  void a_job_that_another_leader_has_read_already_is_not_made_again() {
    cluster.has(INSTANCE, controlled("Open", ""));
    assertThat(pass(instance)).contains(ASK).doesNotContain(MAKE);
  }

  @Test
  void for_an_instance_that_is_gone_no_job_is_made() {
    cluster.refuses(INSTANCE, 404);
    assertThat(pass(instance)).contains(ASK).doesNotContain(MAKE);
  }

  private long nanoTime() {
    return clock.instant().getEpochSecond() * 1_000_000_000;
  }

  private void begin() {
    pass();
    informed.hear();
    cluster.requests().clear();
  }

  private List<String> requestsOf(int passes, Duration apart) {
    return IntStream.range(0, passes)
        .boxed()
        .flatMap(
            pass -> {
              clock.advance(apart);
              return pass().stream();
            })
        .toList();
  }

  /** What a pass asks. */
  private List<String> pass() {
    cluster.has(INSTANCE, instance);
    return pass(instance);
  }

  private List<String> pass(EsgInstance instance) {
    cluster.requests().clear();
    OnePass.over(instance, cycle, informed.context(instance), clock.instant());
    return List.copyOf(cluster.requests());
  }

  /** A round was just read; these are its results for DCC. */
  private static EsgInstance controlled(String dcc, String more) {
    String spec = Round.specHash(Instances.sample("minimal").getSpec());
    EsgInstance read =
        Instances.withStatus(
            """
            lastProbe: {job: esg-gateway-1-out, time: '2026-01-01T00:00:00Z', specHash: '%s'}
            paths: [{name: dcc, direction: Outbound, verdict: %s, rounds: oo}]
            %s
            """
                .formatted(spec, dcc, more));
    read.getMetadata().setResourceVersion("2");
    return read;
  }

  private static PodList gatewayPod() {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: PodList
        items:
          - metadata: {name: gateway, labels: {app: esg}}
            spec: {containers: [{name: esg}]}
            status: {podIPs: [{ip: 192.0.2.5}], conditions: [{type: Ready, status: 'True'}]}
        """,
        PodList.class);
  }

  private static NetworkPolicyList closing() {
    return Serialization.unmarshal(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicyList
        items:
          - metadata: {name: deny, namespace: mail}
            spec: {podSelector: {matchLabels: {app: esg}}, policyTypes: [Ingress]}
        """,
        NetworkPolicyList.class);
  }
}
