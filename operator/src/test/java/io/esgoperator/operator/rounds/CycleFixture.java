package io.esgoperator.operator.rounds;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
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
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An instance, its cluster, and what a pass over it asks. */
abstract class CycleFixture {
  static final String PODS = "/api/v1/namespaces/mail/pods";
  static final String POLICIES = "/apis/networking.k8s.io/v1/namespaces/mail/networkpolicies";
  static final String EVENTS = "/api/v1/namespaces/mail/events";
  static final String INSTANCE =
      "/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway";
  static final String ASK = "GET " + INSTANCE;
  static final String MAKE = "POST /apis/batch/v1/namespaces/mail/jobs";
  static final InstanceKey ANOTHER = new InstanceKey("web", "another", "uid-2");
  static final Duration SECOND = Duration.ofSeconds(1);
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final String CANARY =
      "details: {canaries: [{direction: Inbound, found: Closed, time: '2026-01-01T00:00:00Z', generation: 1}]}";
  static final String[] LOOK = {"GET " + PODS, "GET " + POLICIES};

  final FakeApiServer cluster = new FakeApiServer();
  final KubernetesClient client = cluster.client();
  final MovableClock clock = new MovableClock();
  final InformedContext informed = new InformedContext(cluster);
  final RoundGate gate = AnyInstances.gate(clock);
  final ClusterReader reader = new ClusterReader(client, true);
  final ClusterView view =
      UsualView.of(
          client,
          reader,
          new ClusterPolicies(new CachedDiscovery(Discovery.of(client), clock), reader, clock),
          List.of(new ProbePlan.Peer("operator", "192.0.2.3", 8080)),
          clock);
  final ProbeCycle cycle =
      new ProbeCycle(
          client,
          view,
          any -> List.of(),
          UsualJobs.of("esg-operator:dev"),
          gate,
          new MonotonicClock(clock, this::nanoTime));
  EsgInstance instance = Instances.sample("minimal");

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

  private long nanoTime() {
    return clock.instant().getEpochSecond() * 1_000_000_000;
  }

  void begin() {
    pass();
    informed.hear();
    cluster.requests().clear();
  }

  List<String> requestsOf(int passes, Duration apart) {
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
  List<String> pass() {
    cluster.has(INSTANCE, instance);
    return pass(instance);
  }

  List<String> pass(EsgInstance instance) {
    cluster.requests().clear();
    OnePass.over(instance, cycle, informed.context(instance), clock.instant());
    return List.copyOf(cluster.requests());
  }

  /** A round was just read; these are its results for DCC. */
  static EsgInstance controlled(String dcc, String more) {
    return controlled(Instances.sample("minimal").getSpec(), dcc, more);
  }

  /** The same of another spec. */
  static EsgInstance controlled(EsgInstanceSpec declared, String dcc, String more) {
    String spec = Round.specHash(declared);
    EsgInstance read =
        Instances.withStatus(
            """
            lastProbe: {job: esg-gateway-1-out, time: '2026-01-01T00:00:00Z', specHash: '%s'}
            paths: [{name: dcc, direction: Outbound, verdict: %s, rounds: oo}]
            %s
            """
                .formatted(spec, dcc, more));
    read.setSpec(declared);
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
