package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayPodsTest {
  private static final String PODS = "/api/v1/namespaces/mail/pods";
  private static final Duration ALMOST = Duration.ofSeconds(119);

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final MovableClock clock = new MovableClock();
  private final GatewayPods pods = new GatewayPods(client, any -> Optional.empty(), clock);
  private final EsgInstance instance = Instances.sample("minimal");

  @BeforeEach
  void serve() {
    has("{name: old, labels: {app: esg}}");
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void what_was_seen_stands_for_two_minutes() {
    assertThat(lately(List.of())).containsExactly("old");
    has("{name: new, labels: {app: esg}}");
    clock.advance(ALMOST);
    assertThat(lately(List.of())).containsExactly("old");
    clock.advance(Duration.ofSeconds(1));
    assertThat(lately(List.of())).containsExactly("new");
  }

  @Test
  void a_pass_that_decides_sees_what_is_there_now_and_all_see_it_from_then_on() {
    lately(List.of());
    has("{name: new, labels: {app: esg}}");
    assertThat(names(pods.now(instance, List.of()))).containsExactly("new");
    assertThat(lately(List.of())).containsExactly("new");
  }

  @Test
  void a_service_that_changed_is_a_reason_to_look() {
    lately(List.of(service("1")));
    has("{name: new, labels: {app: esg}}");
    assertThat(lately(List.of(service("1")))).containsExactly("old");
    assertThat(lately(List.of(service("2")))).containsExactly("new");
  }

  @Test
  void another_selector_is_a_reason_to_look() {
    lately(List.of());
    has("{name: new, labels: {app: other}}");
    instance.setSpec(
        Serialization.unmarshal("podSelector: {matchLabels: {app: other}}", EsgInstanceSpec.class));
    assertThat(lately(List.of())).containsExactly("new");
  }

  @Test
  void another_instance_has_pods_of_its_own() {
    lately(List.of());
    has("{name: new, labels: {app: esg}}");
    instance.getMetadata().setUid("another");
    assertThat(lately(List.of())).containsExactly("new");
  }

  @Test
  void probes_and_pods_that_go_away_are_not_the_gateways() {
    has(
        "{name: probe, labels: {app: esg, esg-operator.io/probe: out}}",
        "{name: going, labels: {app: esg}, deletionTimestamp: '2026-01-01T00:00:00Z'}",
        "{name: gateway, labels: {app: esg}}");
    assertThat(names(pods.now(instance, List.of()))).containsExactly("gateway");
  }

  @Test
  void what_is_kept_makes_the_same_policy_and_is_small() {
    Pod light = pods.now(instance, List.of()).get(0);
    assertThat(pods.lately(instance, List.of())).containsExactly(light);
    assertThat(light.getSpec().getVolumes()).isEmpty();
    assertThat(light.getSpec().getContainers())
        .containsExactly(
            new ContainerBuilder()
                .withName("esg")
                .addNewPort()
                .withName("smtp")
                .withContainerPort(2525)
                .endPort()
                .build());
    assertThat(light.getSpec().getInitContainers())
        .containsExactly(
            new ContainerBuilder()
                .withName("mta")
                .withRestartPolicy("Always")
                .addNewPort()
                .withName("submission")
                .withContainerPort(1587)
                .endPort()
                .build());
    assertThat(light.getSpec().getDnsConfig().getNameservers()).containsExactly("192.0.2.53");
    assertThat(light.getStatus().getConditions()).hasSize(1);
  }

  @Test
  void of_a_selector_that_matches_thousands_one_page_is_asked_for_and_looked_at() {
    has(
        IntStream.range(0, 5_000)
            .mapToObj("{name: gateway-%05d, labels: {app: esg}}"::formatted)
            .toArray(String[]::new));
    assertThat(pods.now(instance, List.of())).hasSize(GatewayPods.MOST);
    assertThat(cluster.requests()).containsExactly("GET " + PODS);
    assertThat(cluster.queries())
        .singleElement()
        .asString()
        .contains("limit=100", "status.phase!=Succeeded", "!esg-operator.io/probe");
  }

  private void has(String... metadata) {
    PodList list = new PodList();
    list.setItems(
        List.of(metadata).stream()
            .map(
                one ->
                    Serialization.unmarshal(
                        """
                        apiVersion: v1
                        kind: Pod
                        metadata: %s
                        spec:
                          containers: [{name: esg, env: [{name: SECRET}], ports: [{name: smtp, containerPort: 2525}]}]
                          initContainers:
                          - {name: migration, ports: [{name: smtp, containerPort: 26}]}
                          - {name: mta, restartPolicy: Always, env: [{name: SECRET}], ports: [{name: submission, containerPort: 1587}]}
                          dnsConfig: {nameservers: [192.0.2.53]}
                          volumes: [{name: spool}]
                        status: {conditions: [{type: Ready, status: 'True'}]}
                        """
                            .formatted(one),
                        Pod.class))
            .toList());
    cluster.has(PODS, list);
  }

  private static Service service(String version) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Service\nmetadata: {name: mail, resourceVersion: '%s'}"
            .formatted(version),
        Service.class);
  }

  private List<String> lately(List<Service> services) {
    return names(pods.lately(instance, services));
  }

  private static List<String> names(List<Pod> pods) {
    return pods.stream().map(pod -> pod.getMetadata().getName()).toList();
  }
}
