package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.cli.check.PolicyCheck;
import io.esgoperator.cli.report.InstanceReport;
import io.esgoperator.cli.report.OwnPolicyState;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyEngine;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against an API server that only knows lists. */
class LiveClusterTest {
  private static final String INSTANCES = ListedCluster.INSTANCES;
  private static final String POLICIES = ListedCluster.POLICIES;
  private static final String CILIUM_NODES = "/apis/cilium.io/v2/ciliumnodes";

  private ListedCluster cluster;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    cluster = new ListedCluster();
    client = cluster.client();
  }

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void a_cluster_without_the_operator_can_be_read_whole() throws BadInputException {
    cluster.lacks(INSTANCES);
    assertThat(new LiveCluster(client, null).all().objects())
        .extracting(object -> object.getMetadata().getName())
        .containsExactly("esg-0", "esg-gateway");
  }

  @Test
  void of_a_cluster_with_the_operator_instances_and_policies_of_served_kinds_are_read_too()
      throws BadInputException {
    cluster.says(
        "/apis",
        "{\"kind\":\"APIGroupList\",\"groups\":[{\"name\":\"projectcalico.org\",\"versions\":[{\"groupVersion\":\"projectcalico.org/v3\",\"version\":\"v3\"}]}]}");
    cluster.says(
        "/apis/projectcalico.org/v3",
        "{\"kind\":\"APIResourceList\",\"groupVersion\":\"projectcalico.org/v3\",\"resources\":[{\"name\":\"networkpolicies\",\"kind\":\"NetworkPolicy\",\"namespaced\":true,\"verbs\":[\"list\"]}]}");
    cluster.has(
        "/apis/projectcalico.org/v3/networkpolicies",
        "NetworkPolicy",
        "{\"apiVersion\":\"projectcalico.org/v3\",\"kind\":\"NetworkPolicy\",\"metadata\":{\"name\":\"calico\",\"namespace\":\"mail\"},\"spec\":{}}");
    assertThat(new LiveCluster(client, null).all().objects())
        .extracting(object -> object.getMetadata().getName())
        .containsExactly("gateway", "esg-0", "esg-gateway", "calico");
  }

  @Test
  void instances_that_may_not_be_listed_are_not_left_out_of_the_whole() {
    cluster.forbids(INSTANCES);
    assertThatThrownBy(() -> new LiveCluster(client, null).all())
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("list EsgInstances in all namespaces");
  }

  @Test
  void the_clusters_own_policies_and_pods_are_judged() throws BadInputException {
    InstanceReport report =
        new PolicyCheck(new LiveCluster(client, null).manifests(), Optional.empty())
            .report()
            .instances()
            .get(0);
    assertThat(report.ownPolicy()).isEqualTo(OwnPolicyState.AS_IT_STANDS);
    assertThat(report.gateways()).containsExactly("Pod mail/esg-0");
    assertThat(report.rows())
        .filteredOn(row -> row.ruling().isAllowed())
        .extracting(row -> row.path().name() + " " + row.family())
        .containsExactly("dns-udp IPv4", "smtp-in IPv4");
    assertThat(report.rows()).allMatch(row -> row.ruling().place() == null);
  }

  @Test
  void the_addresses_of_names_are_those_of_the_status() throws BadInputException {
    cluster.has(
        INSTANCES,
        "EsgInstance",
        "{\"metadata\":{\"name\":\"gateway\",\"namespace\":\"mail\",\"uid\":\"u\"},\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"esg\"}}},"
            + "\"status\":{\"resolvedHosts\":[{\"host\":\"dcc1.esvacloud.com\",\"addresses\":[\"198.51.100.62\"]}]}}");
    cluster.has(
        POLICIES,
        "NetworkPolicy",
        "{\"metadata\":{\"name\":\"esg-gateway\",\"namespace\":\"mail\"},\"spec\":{\"podSelector\":{},\"policyTypes\":[\"Egress\"],\"egress\":[{\"to\":[{\"ipBlock\":{\"cidr\":\"198.51.100.62/32\"}}],\"ports\":[{\"port\":6277,\"protocol\":\"UDP\"}]}]}}");
    assertThat(
            new PolicyCheck(new LiveCluster(client, null).manifests(), Optional.empty())
                .report()
                .instances()
                .get(0)
                .rows())
        .filteredOn(row -> row.path().name().equals("dcc"))
        .extracting(row -> row.ruling().decision())
        .containsExactly(Decision.Allowed);
  }

  @Test
  void an_instance_that_cannot_be_read_is_named_and_all_others_are_checked()
      throws BadInputException {
    cluster.has(
        INSTANCES,
        "EsgInstance",
        "{\"metadata\":{\"name\":\"bad\",\"namespace\":\"spam\"},\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"esg\"}},\"probe\":{\"pod\":{\"resources\":{\"limits\":{\"cpu\":\"\"}}}}}},"
            + "{\"metadata\":{\"name\":\"gateway\",\"namespace\":\"mail\",\"uid\":\"u\"},\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"esg\"}}}}");
    Manifests manifests = new LiveCluster(client, null).manifests();
    assertThat(manifests.unread())
        .singleElement()
        .asString()
        .startsWith(
            "EsgInstance spam/bad cannot be read and is left out: spec.probe.pod.resources");
    assertThat(new PolicyCheck(manifests, Optional.empty()).report().instances())
        .extracting(InstanceReport::instance)
        .containsExactly("EsgInstance mail/gateway");
  }

  @Test
  void a_pod_without_a_spec_is_left_out_and_a_policy_that_cannot_be_read_leaves_paths_unclear()
      throws BadInputException {
    cluster.has(
        "/api/v1/pods",
        "Pod",
        "{\"metadata\":{\"name\":\"odd\",\"namespace\":\"mail\"}},"
            + "{\"metadata\":{\"name\":\"esg-0\",\"namespace\":\"mail\",\"labels\":{\"app\":\"esg\"}},\"spec\":{\"containers\":[]},\"status\":{\"podIPs\":[{\"ip\":\"10.1.0.1\"}]}}");
    cluster.has(
        POLICIES,
        "NetworkPolicy",
        "{\"metadata\":{\"name\":\"odd\",\"namespace\":\"mail\"},\"spec\":{\"podSelector\":{},\"policyTypes\":{\"a\":1}}}");
    Manifests manifests = new LiveCluster(client, null).manifests();
    assertThat(manifests.unread())
        .satisfiesExactly(
            pod -> assertThat(pod).startsWith("Pod mail/odd cannot be read and is left out: spec"),
            policy -> assertThat(policy).startsWith("NetworkPolicy mail/odd cannot be read: "));
    assertThat(new PolicyCheck(manifests, Optional.empty()).report().instances().get(0).rows())
        .extracting(row -> row.ruling().decision())
        .containsOnly(Decision.Unclear);
  }

  /** The list of CiliumNodes, empty where it is forbidden, and the engine. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"metadata":{"name":"n1"}} | Cilium
          {"metadata":{"name":"n9"}} | Unknown
                                     | Unknown
          """)
  void a_cluster_with_ciliums_agent_shows_its_engine(String joined, PolicyEngine engine)
      throws BadInputException {
    assertThat(new LiveCluster(client, null).all().engine())
        .as("where no kind of Cilium's is served")
        .isEqualTo(PolicyEngine.Other);
    cluster.says(
        "/apis",
        "{\"kind\":\"APIGroupList\",\"groups\":[{\"name\":\"cilium.io\",\"versions\":[{\"groupVersion\":\"cilium.io/v2\",\"version\":\"v2\"}]}]}");
    cluster.says(
        "/apis/cilium.io/v2",
        "{\"kind\":\"APIResourceList\",\"groupVersion\":\"cilium.io/v2\",\"resources\":[{\"name\":\"ciliumnodes\",\"kind\":\"CiliumNode\",\"namespaced\":false,\"verbs\":[\"list\"]}]}");
    if (joined == null) {
      cluster.forbids(CILIUM_NODES);
    } else {
      cluster.has(CILIUM_NODES, "CiliumNode", joined);
    }
    cluster.has("/api/v1/nodes", "Node", "{\"metadata\":{\"name\":\"n1\"}}");
    cluster.has(
        "/api/v1/pods",
        "Pod",
        "{\"metadata\":{\"name\":\"cilium-x\",\"namespace\":\"kube-system\",\"labels\":{\"k8s-app\":\"cilium\"}},\"spec\":{\"containers\":[]}}");
    assertThat(new LiveCluster(client, null).all().engine()).isEqualTo(engine);
  }

  @Test
  void a_list_that_is_forbidden_is_named() {
    cluster.forbids(POLICIES);
    assertThatThrownBy(() -> new LiveCluster(client, null).manifests())
        .hasMessageEndingWith(
            "you may not list networkpolicies in all namespaces: get that permission.");
  }

  @Test
  void a_cluster_without_the_resource_is_told_so() {
    cluster.lacks(INSTANCES);
    assertThatThrownBy(() -> new LiveCluster(client, null).manifests())
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("cluster http://127.0.0.1:")
        .hasMessageContaining("EsgInstance");
  }
}
