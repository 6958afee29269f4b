package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.PeerService;
import io.esgoperator.gateway.PeerServiceTest;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerServicesTest {
  private static final String NUMBER = "ports: [{port: 389, targetPort: 1389}]";
  private static final String NAME = "ports: [{port: 389, targetPort: ldap}]";
  private static final String OWN = "{podSelector: {matchLabels: {app: ldap}}}";
  private static final String NAMED =
      "{podSelector: {matchLabels: {app: ldap}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: directory}}}";
  private static final String LABELLED = "{namespaceSelector: {matchLabels: {team: it}}}";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final ClusterReader narrow = new ClusterReader(client, false);
  private final MovableClock clock = new MovableClock();

  @BeforeEach
  void serve() {
    cluster
        .has("/api/v1/namespaces/mail/pods", pods(1389))
        .has("/api/v1/namespaces/directory/pods", pods(2389))
        .has(
            "/api/v1/namespaces",
            Serialization.unmarshal(
                "items: [{metadata: {name: directory, labels: {team: it, kubernetes.io/metadata.name: directory}}}]",
                NamespaceList.class));
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_port_with_a_number_costs_no_request() {
    assertThat(ports(true, OWN, PeerServiceTest.service(NUMBER, "mail"))).containsExactly(1389);
    assertThat(ports(true, NAMED, PeerServiceTest.service(NUMBER, "directory")))
        .containsExactly(1389);
    assertThat(cluster.requests()).isEmpty();
  }

  @Test
  void a_name_is_looked_up_in_the_pods_once_a_minute() {
    PeerServices services = services(false, PeerServiceTest.service(NAME, "mail"));
    assertThat(ports(services, OWN)).containsExactly(1389);
    cluster.has("/api/v1/namespaces/mail/pods", pods(1390));
    assertThat(ports(services, OWN)).containsExactly(1389);
    assertThat(cluster.requests()).containsExactly("GET /api/v1/namespaces/mail/pods");
    clock.advance(Duration.ofMinutes(1));
    assertThat(ports(services, OWN)).containsExactly(1390);
  }

  @Test
  void in_another_namespace_a_name_stays_unless_the_administrator_allows_a_look() {
    Service foreign = PeerServiceTest.service(NAME, "directory");
    assertThat(targets(services(false, foreign), NAMED)).containsExactly(new IntOrString("ldap"));
    assertThat(cluster.requests()).isEmpty();
    assertThat(ports(true, NAMED, foreign)).containsExactly(2389);
  }

  @Test
  void a_namespace_that_is_selected_by_another_label_is_found_by_its_labels() {
    assertThat(ports(false, LABELLED, PeerServiceTest.service(NUMBER, "directory")))
        .containsExactly(1389);
    assertThat(ports(false, LABELLED, PeerServiceTest.service(NUMBER, "web"))).isEmpty();
    assertThat(cluster.requests()).containsOnly("GET /api/v1/namespaces");
  }

  @Test
  void namespaces_that_may_not_be_listed_are_told() {
    cluster.refuses("/api/v1/namespaces", 403);
    assertThat(ports(false, LABELLED, PeerServiceTest.service(NUMBER, "directory"))).isEmpty();
    assertThat(narrow.shortcomings())
        .extracting(Shortcoming::reason)
        .containsExactly("PeerNamespacesHidden");
  }

  @Test
  void one_namespace_fills_a_policy_no_further_than_its_share() {
    Service[] many =
        IntStream.range(0, 500)
            .mapToObj(
                number ->
                    new ServiceBuilder(PeerServiceTest.service(NUMBER, "directory"))
                        .editMetadata()
                        .withName("a" + number)
                        .endMetadata()
                        .build())
            .toArray(Service[]::new);
    assertThat(services(false, many).of(instance(NAMED), host -> List.of()))
        .hasSize(PeerServices.MOST_OF_NAMESPACE);
  }

  @Test
  void only_peers_that_may_be_in_another_namespace_are_looked_at_each_minute() {
    assertThat(PeerServices.lookAgain(instance(OWN))).isEmpty();
    assertThat(PeerServices.lookAgain(instance("{cidr: 10.43.0.0/16}"))).isEmpty();
    assertThat(PeerServices.lookAgain(instance(NAMED))).contains(Duration.ofMinutes(1));
    assertThat(PeerServices.lookAgain(instance("{cidr: 10.43.0.7/32}")))
        .contains(Duration.ofMinutes(1));
  }

  private List<Integer> ports(boolean otherNamespaces, String peer, Service... services) {
    return ports(services(otherNamespaces, services), peer);
  }

  private static List<Integer> ports(PeerServices services, String peer) {
    return targets(services, peer).stream().map(IntOrString::getIntVal).toList();
  }

  private static List<IntOrString> targets(PeerServices services, String peer) {
    return services.of(instance(peer), host -> List.of()).stream()
        .map(PeerService::targets)
        .flatMap(List::stream)
        .toList();
  }

  private PeerServices services(boolean otherNamespaces, Service... services) {
    return new PeerServices(narrow, otherNamespaces, () -> Stream.of(services), clock);
  }

  private static EsgInstance instance(String peer) {
    return Instances.withSpec("services: {ldap: {servers: [" + peer + "]}}");
  }

  private static PodList pods(int port) {
    return Serialization.unmarshal(
        "items: [{metadata: {name: ldap-0, labels: {app: ldap}}, spec: {containers: [{name: ldap, ports: [{name: ldap, containerPort: %d}]}]}}]"
            .formatted(port),
        PodList.class);
  }
}
