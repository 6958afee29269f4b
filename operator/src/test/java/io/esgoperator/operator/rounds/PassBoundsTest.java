package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedKinds;
import io.esgoperator.operator.cluster.CachedDiscovery;
import io.esgoperator.operator.cluster.ClusterNetworks;
import io.esgoperator.operator.cluster.ClusterPolicies;
import io.esgoperator.operator.cluster.ClusterReader;
import io.esgoperator.operator.cluster.ClusterResolvers;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.GatewayPods;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.cluster.OwnPods;
import io.esgoperator.operator.cluster.PeerPods;
import io.esgoperator.operator.cluster.PeerServices;
import io.esgoperator.operator.cluster.PolicedCluster;
import io.esgoperator.operator.cluster.PolicyLabels;
import io.esgoperator.operator.cluster.UnseenServices;
import io.esgoperator.operator.settings.ProbePodRules;
import io.esgoperator.operator.settings.TenantSettings;
import io.esgoperator.operator.turns.AnyInstances;
import io.esgoperator.operator.turns.RoundGate;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks;
import io.esgoperator.probe.plan.TargetRule;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.api.model.NodeListBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The most requests of one pass: it starts a round of an instance with lists as long as the CRD
 * allows, each peer with its own selectors, and no pod is ever ready.
 */
class PassBoundsTest {
  private static final int MOST_PEERS = 32;
  private static final int MOST_PATHS = 32;

  /**
   * The gateway's pods, NetworkPolicies and Cilium's in the namespace; discovery and cluster-wide
   * policies, which stand for half a minute; the instance before each of two Jobs, and the Jobs;
   * where the API server, the nodes and the Services are, which stands for half a minute, and what
   * labels the policies of the cluster look at, for five seconds, and the namespace's pods, since
   * some name leads to pods; the namespaces of Services before peers, which stand for a minute.
   */
  private static final int BESIDE_PEERS = 1 + 2 + 4 + 4 + 3 + 3 + 1 + 1;

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final InformedContext informed = new InformedContext(cluster);
  private final EsgInstance instance = Instances.withSpec(longest());

  @BeforeEach
  void serve() {
    ServedKinds.on(
        cluster,
        "policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy",
        "cilium.io/v2 CiliumNetworkPolicy*");
    cluster
        .has(PolicedCluster.ADMIN, PolicedCluster.list())
        .has(PolicedCluster.CILIUM, PolicedCluster.list())
        .has("/apis/cilium.io/v2/ciliumnetworkpolicies", PolicedCluster.list())
        .has("/apis/networking.k8s.io/v1/networkpolicies", PolicedCluster.list())
        .has("/api/v1/namespaces/default/services", new ServiceList())
        .has(
            "/api/v1/nodes",
            new NodeListBuilder()
                .addNewItem()
                .withNewMetadata()
                .withName("node")
                .endMetadata()
                .withNewSpec()
                .withPodCIDRs("192.0.2.0/24")
                .endSpec()
                .endItem()
                .build())
        .has("/api/v1/namespaces/mail/pods", new PodList())
        .has("/apis/networking.k8s.io/v1/namespaces/mail/networkpolicies", closing())
        .has("/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway", instance);
    NamespaceListBuilder namespaces = new NamespaceListBuilder();
    for (int number = 0; number < 100; number++) {
      namespaces
          .addNewItem()
          .withNewMetadata()
          .withName("n-" + number)
          .addToLabels(Map.of("p", "0", "q", Integer.toString(number)))
          .endMetadata()
          .endItem();
      cluster.has("/api/v1/namespaces/n-" + number + "/pods", new PodList());
    }
    cluster.has("/api/v1/namespaces", namespaces.build());
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void with_every_list_at_its_longest_it_costs_the_bound_and_no_list_is_without_a_limit() {
    assertThat(pass(true)).hasSize(BESIDE_PEERS + PeerPods.MOST_LISTS + PeerServices.MOST_LISTS);
    assertThat(
            cluster.requests().stream()
                .filter(
                    request ->
                        request.matches("GET .*/(pods|[a-z]*policies|namespaces|nodes|services)")))
        .hasSameSizeAs(cluster.queries());
    assertThat(cluster.queries()).allMatch(query -> query.contains("limit="));
  }

  @Test
  void where_other_namespaces_are_not_searched_it_costs_a_few_requests() {
    assertThat(pass(false))
        .hasSizeLessThanOrEqualTo(BESIDE_PEERS)
        .noneMatch(request -> request.contains("/n-"));
  }

  private List<String> pass(boolean otherNamespaces) {
    ClusterReader reader = new ClusterReader(client, true);
    Discovery discovery = new CachedDiscovery(Discovery.of(client), clock);
    ClusterNetworks networks = new ClusterNetworks(client, discovery, List.of(), List.of(), clock);
    OwnPods ownPods = new OwnPods(reader, clock);
    ClusterView view =
        new ClusterView(
            client,
            new PeerPods(reader, otherNamespaces),
            null,
            new ClusterResolvers(reader, List.of(), Stream::empty, clock),
            new ClusterPolicies(discovery, reader, clock),
            new GatewayPods(client, any -> Optional.empty(), clock),
            new PeerServices(reader, otherNamespaces, PassBoundsTest::services, clock),
            new UnseenServices(Set.of(), Stream::empty),
            List.of(new ProbePlan.Peer("operator", "192.0.2.3", 8080)),
            any ->
                new TargetRule(
                    new ClosedNetworks(networks.found(), List.of()),
                    List::of,
                    address -> ownPods.has("mail", address)));
    ProbeJobs jobs =
        new ProbeJobs(
            new ProbePodRules("esg-operator:dev", TenantSettings.of(Map.of())),
            new GatewayLikeness(new PolicyLabels(client, discovery, clock)::looked));
    RoundGate gate = AnyInstances.gate(clock);
    ProbeCycle cycle =
        new ProbeCycle(
            client, view, any -> List.of(), jobs, gate, new MonotonicClock(clock, () -> 0));
    OnePass.over(instance, cycle, informed.context(instance), clock.instant());
    return cluster.requests();
  }

  /** In each namespace one before peers of LDAP, whose port has a name. */
  private static Stream<Service> services() {
    return IntStream.range(0, 100)
        .mapToObj(
            number ->
                Serialization.unmarshal(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: ldap, namespace: n-%d}
                    spec: {selector: {app: x}, ports: [{port: 389, targetPort: ldap}]}
                    """
                        .formatted(number),
                    Service.class));
  }

  /** Closes the operator's port to the gateway, so that there is a canary and an inbound Job. */
  private static NetworkPolicyList closing() {
    return Serialization.unmarshal(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicyList
        items:
          - metadata: {name: deny, namespace: mail}
            spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
        """,
        NetworkPolicyList.class);
  }

  private static String longest() {
    return """
        services:
          ldap: {servers: [%1$s]}
          ldaps: {servers: [%1$s]}
          openpgp: {keyservers: [%1$s]}
        additionalPaths: [%2$s]
        """
        .formatted(
            peers(0),
            IntStream.rangeClosed(1, MOST_PATHS)
                .mapToObj(
                    path ->
                        "{name: p%1$d, direction: Outbound, protocol: TCP, port: %1$d, application: Smtp, peers: [%2$s]}"
                            .formatted(path, peers(path)))
                .collect(Collectors.joining(", ")));
  }

  private static String peers(int path) {
    return IntStream.rangeClosed(1, MOST_PEERS)
        .mapToObj(
            peer ->
                "{namespaceSelector: {matchLabels: {p: '%1$d', q: '%2$d'}}, podSelector: {matchLabels: {app: x}}}"
                    .formatted(path, peer))
        .collect(Collectors.joining(", "));
  }
}
