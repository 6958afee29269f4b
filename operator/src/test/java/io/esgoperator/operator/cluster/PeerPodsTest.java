package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.FakeApiServer;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerPodsTest {
  private static final String OTHERS = "namespaceSelector: {matchLabels: {team: ldap}}, ";
  private static final String LDAP = "podSelector: {matchLabels: {app: ldap}}";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final ClusterReader reader = new ClusterReader(client, true);

  @BeforeEach
  void serve() {
    cluster.has("/api/v1/namespaces/mail/pods", pods(3));
    namespaces(1);
    cluster.has("/api/v1/namespaces/ldap-0/pods", pods(1));
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void pods_of_other_namespaces_are_neither_listed_nor_named() {
    PeerPods.Search search = search(false);
    assertThat(search.at(peer(OTHERS + LDAP), pod -> List.of(389))).isEmpty();
    assertThat(search.unsearched(peer(OTHERS + LDAP))).contains(Reason.OtherNamespace);
    assertThat(cluster.requests()).isEmpty();
  }

  @Test
  void pods_of_the_own_namespace_are_searched_in_one_small_page() {
    PeerPods.Search search = search(false);
    assertThat(search.at(peer(LDAP), pod -> List.of(389)))
        .containsExactly(
            new ProbePlan.Peer("pod-0", "192.0.2.0", 389),
            new ProbePlan.Peer("pod-1", "192.0.2.1", 389));
    assertThat(search.unsearched(peer(LDAP))).isEmpty();
    assertThat(search.at(peer(LDAP), pod -> List.of(636))).hasSize(2);
    assertThat(cluster.requests()).containsExactly("GET /api/v1/namespaces/mail/pods");
    assertThat(cluster.queries())
        .singleElement()
        .asString()
        .contains("limit=50", "status.phase=Running");
  }

  @Test
  void each_pod_is_asked_at_its_own_ports() {
    assertThat(
            search(false)
                .at(
                    peer(LDAP),
                    pod ->
                        pod.getMetadata().getName().equals("pod-0")
                            ? List.of(389, 1389)
                            : List.of(1390)))
        .extracting(ProbePlan.Peer::port)
        .containsExactly(389, 1389, 1390);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matchLabels: {kubernetes.io/metadata.name: mail}}",
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [mail]}]}"
      })
  void a_selector_that_names_the_own_namespace_alone_is_searched(String namespace) {
    assertThat(
            search(false)
                .at(peer("namespaceSelector: " + namespace + ", " + LDAP), pod -> List.of(389)))
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{matchLabels: {kubernetes.io/metadata.name: mail, team: mail}}",
        "{matchLabels: {kubernetes.io/metadata.name: spam}}",
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [mail, spam]}]}",
        "{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [mail]}]}",
        "{matchExpressions: [{key: team, operator: Exists}]}"
      })
  void any_other_selector_is_not(String namespace) {
    assertThat(search(false).unsearched(peer("namespaceSelector: " + namespace + ", " + LDAP)))
        .contains(Reason.OtherNamespace);
    assertThat(cluster.requests()).isEmpty();
  }

  @Test
  void where_the_administrator_allows_it_other_namespaces_are_searched() {
    assertThat(search(true).at(peer(OTHERS + LDAP), pod -> List.of(389))).hasSize(1);
  }

  @Test
  void two_ready_pods_are_enough() {
    namespaces(5);
    cluster.has("/api/v1/namespaces/ldap-1/pods", pods(1));
    assertThat(search(true).at(peer(OTHERS + LDAP), pod -> List.of(389))).hasSize(2);
    assertThat(cluster.requests()).hasSize(3);
  }

  @Test
  void of_a_selector_that_matches_thousands_of_namespaces_eight_are_searched() {
    namespaces(1_000);
    IntStream.range(0, 1_000)
        .forEach(ns -> cluster.has("/api/v1/namespaces/ldap-" + ns + "/pods", pods(0)));
    PeerPods.Search search = search(true);
    assertThat(search.at(peer(OTHERS + LDAP), pod -> List.of(389))).isEmpty();
    assertThat(search.unsearched(peer(OTHERS + LDAP))).isEmpty();
    assertThat(cluster.requests()).hasSize(1 + PeerPods.MOST_NAMESPACES);
  }

  @Test
  void selectors_without_end_cost_forty_requests_and_the_rest_is_told() {
    cluster.has("/api/v1/namespaces/mail/pods", pods(0));
    PeerPods.Search search = search(true);
    List<Peer> peers =
        IntStream.rangeClosed(1, PeerPods.MOST_LISTS + 1)
            .mapToObj(number -> peer("podSelector: {matchLabels: {app: ldap-" + number + "}}"))
            .toList();
    peers.forEach(peer -> search.at(peer, pod -> List.of(389)));
    assertThat(cluster.requests()).hasSize(PeerPods.MOST_LISTS);
    assertThat(search.unsearched(peers.get(0))).isEmpty();
    assertThat(search.unsearched(peers.get(PeerPods.MOST_LISTS))).contains(Reason.TooManySelectors);
  }

  @Test
  void pods_that_are_not_ready_or_go_away_are_not_asked() {
    PodList pods = pods(4);
    pods.getItems().get(0).getStatus().getConditions().get(0).setStatus("False");
    pods.getItems().get(1).getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    cluster.has("/api/v1/namespaces/mail/pods", pods);
    assertThat(search(false).at(peer(LDAP), pod -> List.of(389)))
        .extracting(ProbePlan.Peer::host)
        .containsExactly("pod-2", "pod-3");
  }

  private PeerPods.Search search(boolean others) {
    return new PeerPods(reader, others).from("mail");
  }

  private void namespaces(int count) {
    NamespaceListBuilder list = new NamespaceListBuilder();
    for (int number = 0; number < count; number++) {
      list.addNewItem().withNewMetadata().withName("ldap-" + number).endMetadata().endItem();
    }
    cluster.has("/api/v1/namespaces", list.build());
  }

  private static Peer peer(String selectors) {
    return Serialization.unmarshal("---\n{" + selectors + "}", Peer.class);
  }

  private static PodList pods(int count) {
    return Serialization.unmarshal(
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    "{metadata: {name: pod-%1$d}, status: {podIPs: [{ip: 192.0.2.%1$d}], conditions: [{type: Ready, status: 'True'}]}}"
                        .formatted(number))
            .collect(Collectors.joining(", ", "kind: PodList\napiVersion: v1\nitems: [", "]")),
        PodList.class);
  }
}
