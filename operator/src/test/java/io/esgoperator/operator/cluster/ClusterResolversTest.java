package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.gateway.ClusterResolver;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterResolversTest {
  private static final String KUBE_SYSTEM = "/api/v1/namespaces/kube-system/";
  private static final String OPENSHIFT = "/api/v1/namespaces/openshift-dns/";
  private static final ClusterResolver KUBE_DNS =
      new ClusterResolver(
          "kube-system",
          Map.of("k8s-app", "kube-dns"),
          List.of(new IntOrString(5353)),
          List.of("10.43.0.10"));
  private static final ClusterResolver NONE = ClusterResolver.at(List.of());

  private final FakeApiServer cluster =
      new FakeApiServer()
          .has(KUBE_SYSTEM + "services", new ServiceList())
          .has(KUBE_SYSTEM + "pods", new PodList())
          .has(OPENSHIFT + "services", new ServiceList())
          .has(OPENSHIFT + "pods", new PodList());
  private final KubernetesClient client = cluster.client();
  private final ClusterReader narrow = new ClusterReader(client, false);
  private final MovableClock clock = new MovableClock();
  private final ClusterResolvers resolvers =
      new ClusterResolvers(narrow, List.of(), Stream::empty, clock);

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void the_clusters_resolver_is_found_and_stands_for_half_a_minute() {
    assertThat(resolvers.found()).containsExactly(NONE);
    cluster.has(KUBE_SYSTEM + "services", dns());
    clock.advance(Duration.ofSeconds(29));
    assertThat(resolvers.found()).containsExactly(NONE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(resolvers.found()).containsExactly(KUBE_DNS, NONE);
    assertThat(narrow.shortcomings()).isEmpty();
  }

  @Test
  void openshifts_namespace_is_not_read_where_kube_system_has_the_resolver() {
    cluster.has(KUBE_SYSTEM + "services", dns()).refuses(OPENSHIFT + "services", 403);
    assertThat(resolvers.found()).containsExactly(KUBE_DNS, NONE);
    assertThat(narrow.shortcomings()).isEmpty();
  }

  @Test
  void the_cache_of_the_nodes_is_found() {
    cluster
        .has(KUBE_SYSTEM + "services", dns())
        .has(
            KUBE_SYSTEM + "pods",
            Serialization.unmarshal(
                "items: [{metadata: {namespace: kube-system, labels: {k8s-app: node-local-dns}}, spec: {hostNetwork: true, containers: [{name: cache}]}}]",
                PodList.class));
    assertThat(resolvers.found()).contains(ClusterResolver.at(List.of("169.254.20.10")));
  }

  @Test
  void what_the_kubelet_tells_pods_is_a_resolver() {
    assertThat(
            new ClusterResolvers(narrow, List.of("169.254.169.254"), Stream::empty, clock).found())
        .containsExactly(ClusterResolver.at(List.of("169.254.169.254")));
  }

  @Test
  void the_service_that_pods_ask_is_a_resolver_whatever_its_name_and_namespace() {
    cluster.has(
        "/api/v1/namespaces/dns/pods",
        Serialization.unmarshal(
            "items: [{metadata: {namespace: dns, labels: {app: resolver}}, spec: {containers: [{name: dns, ports: [{name: dns, containerPort: 1053}]}]}}]",
            PodList.class));
    Service asked =
        Serialization.unmarshal(
            "--- {apiVersion: v1, kind: Service, metadata: {namespace: dns, name: resolver}, spec: {selector: {app: resolver},"
                + " clusterIPs: [10.43.0.53], ports: [{port: 53, targetPort: dns}]}}",
            Service.class);
    assertThat(
            new ClusterResolvers(narrow, List.of("10.43.0.53"), () -> Stream.of(asked), clock)
                .found())
        .contains(
            new ClusterResolver(
                "dns",
                Map.of("app", "resolver"),
                List.of(new IntOrString(1053)),
                List.of("10.43.0.53")));
  }

  @Test
  void services_out_of_sight_are_told_until_they_are_seen() {
    cluster
        .refuses(KUBE_SYSTEM + "services", 403)
        .refuses(KUBE_SYSTEM + "pods", 403)
        .refuses(OPENSHIFT + "services", 403);
    assertThat(resolvers.found()).containsExactly(NONE);
    assertThat(reasons()).containsExactly("ResolverHidden");
    cluster.has(KUBE_SYSTEM + "services", dns()).has(KUBE_SYSTEM + "pods", new PodList());
    clock.advance(Duration.ofMinutes(1));
    assertThat(resolvers.found()).containsExactly(KUBE_DNS, NONE);
    assertThat(reasons()).isEmpty();
  }

  @Test
  void pods_out_of_sight_leave_the_services() {
    cluster.has(KUBE_SYSTEM + "services", dns()).refuses(KUBE_SYSTEM + "pods", 403);
    assertThat(resolvers.found()).containsExactly(KUBE_DNS, NONE);
    assertThat(reasons()).containsExactly("ResolverPodsHidden");
  }

  private List<String> reasons() {
    return narrow.shortcomings().stream().map(shortcoming -> shortcoming.reason()).toList();
  }

  private static ServiceList dns() {
    return Serialization.unmarshal(
        "items: [{metadata: {namespace: kube-system, name: coredns}, spec: {selector: {k8s-app: kube-dns},"
            + " clusterIPs: [10.43.0.10], ports: [{port: 53, targetPort: 5353}]}}]",
        ServiceList.class);
  }
}
