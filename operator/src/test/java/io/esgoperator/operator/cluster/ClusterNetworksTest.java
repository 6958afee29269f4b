package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedKinds;
import io.esgoperator.model.Cidr;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterNetworksTest {
  private static final String NODES = "/api/v1/nodes";
  private static final String SERVICE = "/api/v1/namespaces/default/services";
  private static final String ENDPOINTS =
      "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes";
  private static final String CIDRS = "/apis/networking.k8s.io/v1/servicecidrs";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final Discovery discovery = Discovery.of(client);
  private final ClusterNetworks networks = networks(List.of(), List.of("10.42.0.7"));

  @BeforeEach
  void serve() {
    ServedKinds.on(cluster, "networking.k8s.io/v1 ServiceCIDR");
    cluster
        .has(
            NODES,
            nodes(
                "",
                "{metadata: {name: a}, spec: {podCIDR: 10.42.0.0/24, podCIDRs: [10.42.0.0/24, 'fd00:42::/64']}, status: {addresses: [{type: InternalIP, address: 198.18.1.10}, {type: Hostname, address: a}]}}",
                "{metadata: {name: b}, spec: {}, status: {}}"))
        .has(
            SERVICE,
            Serialization.unmarshal(
                "---\n{apiVersion: v1, kind: ServiceList, items: [{metadata: {name: kubernetes}, spec: {clusterIP: 10.43.0.1, clusterIPs: [10.43.0.1]}}]}",
                ServiceList.class))
        .has(
            ENDPOINTS,
            Serialization.unmarshal(
                "---\n{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: kubernetes}, endpoints: [{addresses: [198.18.1.9]}]}",
                EndpointSlice.class))
        .has(
            CIDRS,
            Serialization.unmarshal(
                "---\n{apiVersion: networking.k8s.io/v1, kind: ServiceCIDRList, items: [{metadata: {name: kubernetes}, spec: {cidrs: [10.43.0.0/16, 'fd00:43::/112']}}]}",
                GenericKubernetesResourceList.class));
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void nodes_pods_services_and_the_api_server() {
    assertThat(found(networks))
        .containsExactlyInAnyOrder(
            "ApiServer 127.0.0.1/32",
            "ApiServer 10.43.0.1/32",
            "ApiServer 198.18.1.9/32",
            "Node 198.18.1.10/32",
            "Pods 10.42.0.0/24",
            "Pods fd00:42::/64",
            "Services 10.43.0.0/16",
            "Services fd00:43::/112");
    assertThat(networks.shortcoming()).isEmpty();
  }

  @Test
  void all_pages_of_nodes_are_read() {
    cluster
        .has(NODES + "?limit=100", nodes("more", node("198.18.1.1")))
        .has(NODES + "?limit=100&continue=more", nodes("", node("198.18.1.2")))
        .has(NODES + "?continue=more&limit=100", nodes("", node("198.18.1.2")));
    assertThat(found(networks)).contains("Node 198.18.1.1/32", "Node 198.18.1.2/32");
  }

  @Test
  void without_service_cidrs_the_network_is_as_large_as_it_can_be() {
    ServedKinds.on(cluster);
    assertThat(found(networks)).contains("Services 10.43.0.0/16");
    ServedKinds.on(cluster, "networking.k8s.io/v1beta1 ServiceCIDR");
    cluster.has(
        "/apis/networking.k8s.io/v1beta1/servicecidrs", new GenericKubernetesResourceList());
    clock.advance(Duration.ofSeconds(30));
    assertThat(found(networks)).contains("Services 10.43.0.0/16");
  }

  @Test
  void what_the_administrator_tells_comes_besides_and_is_believed() {
    ServedKinds.on(cluster);
    ClusterNetworks told =
        networks(
            Stream.of("10.43.0.0/24", "172.20.0.0/16").map(Cidr::parse).toList(),
            List.of("203.0.113.7"));
    assertThat(found(told))
        .contains("Cluster 10.43.0.0/24", "Cluster 172.20.0.0/16", "Node 198.18.1.10/32")
        .noneMatch(network -> network.startsWith("Services"));
    cluster.refuses(NODES, 403);
    assertThat(told.shortcoming()).isEmpty();
  }

  @Test
  void what_may_not_be_looked_at_is_said() {
    cluster.refuses(NODES, 403).refuses(CIDRS, 403).refuses(ENDPOINTS, 403).refuses(SERVICE, 403);
    assertThat(found(networks)).containsExactly("ApiServer 127.0.0.1/32", "Services 127.0.0.0/12");
    assertThat(networks.shortcoming())
        .hasValue(
            new Shortcoming(
                "ClusterNetworksHidden",
                "EndpointSlice default/kubernetes, Nodes, ServiceCIDRs cannot be read, so probes may ask the cluster's own networks. Name these networks in tenants.clusterNetworks in the chart's values."));
  }

  @Test
  void pods_elsewhere_than_the_nodes_say_are_said() {
    ClusterNetworks elsewhere = networks(List.of(), List.of("10.42.0.7", "10.0.5.7"));
    assertThat(elsewhere.shortcoming().orElseThrow().reason()).isEqualTo("PodNetworkUnknown");
    assertThat(elsewhere.shortcoming().orElseThrow().message())
        .contains("10.0.5.7", "tenants.clusterNetworks");
  }

  @Test
  void an_api_server_that_fails_opens_nothing() {
    cluster.refuses(NODES, 500);
    assertThatThrownBy(networks::found).isInstanceOf(KubernetesClientException.class);
  }

  @Test
  void an_api_server_that_fails_later_hides_nothing() {
    List<String> before = found(networks);
    cluster.refuses(NODES, 500);
    clock.advance(Duration.ofSeconds(30));
    assertThat(found(networks)).isEqualTo(before);
  }

  @Test
  void what_was_found_stands_for_half_a_minute() {
    networks.found();
    cluster.requests().clear();
    clock.advance(Duration.ofSeconds(29));
    networks.found();
    networks.shortcoming();
    assertThat(cluster.requests()).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    networks.found();
    assertThat(cluster.requests()).contains("GET " + NODES);
  }

  private ClusterNetworks networks(List<Cidr> told, List<String> self) {
    return new ClusterNetworks(client, discovery, told, self, clock);
  }

  private static List<String> found(ClusterNetworks networks) {
    return networks.found().stream()
        .map(network -> network.kind().name() + " " + network.cidr())
        .toList();
  }

  private static String node(String address) {
    return "{metadata: {name: n}, status: {addresses: [{type: InternalIP, address: %s}]}}"
        .formatted(address);
  }

  private static NodeList nodes(String more, String... nodes) {
    return Serialization.unmarshal(
        "---\n{apiVersion: v1, kind: NodeList, metadata: {continue: '%s'}, items: [%s]}"
            .formatted(more, String.join(", ", nodes)),
        NodeList.class);
  }
}
