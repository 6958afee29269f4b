package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.Names;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.FreshGateway;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.OnCalico;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node whose policies Calico enforces, by Felix; its own policies are not evaluated. */
@OnCalico
class CalicoNodeIT extends FreshGateway {
  private static final String ON_THE_NODE = "default.no-dcc-by-this-node";
  private static final String ON_THE_GATEWAY = "default.no-dcc-for-this-gateway";

  /** Milliseconds: a datagram has been sent twice by then, and TCP asks for a connection again. */
  private static final long AFTER_TWO_TRIES = 1_800;

  @AfterEach
  void without_calicos_policies() {
    lab.kubectl("delete", "globalnetworkpolicies.crd.projectcalico.org,hostendpoints", "--all");
  }

  @Test
  void every_path_of_the_sample_is_open_through_a_policy_that_calico_enforces() {
    instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h"));
    EsgInstanceStatus status = lab.await(instance, Cluster::hasInboundCanary);
    matrix.add("all open", status);
    assertThat(notOpen(status, PathStatus::text)).isEmpty();
    assertThat(status.summary()).isEqualTo("%1$d/%1$d open".formatted(Catalogue.PATHS.size()));
    assertThat(status.condition(ConditionType.PolicyEnforced).orElseThrow().getMessage())
        .startsWith("NetworkPolicies work here: ")
        .contains("for the gateway over IPv4 by silence", "at the gateway over IPv6 by silence");
  }

  @Test
  void a_policy_of_calico_that_closes_a_path_is_the_suspect_and_no_firewall() {
    declare();
    lab.apply(denial(ON_THE_GATEWAY, "selector: app == 'esg'"));
    PathStatus dcc = closed();
    assertThat(dcc.culprit())
        .isEqualTo(
            new Culprit(
                Culprit.Kind.PolicyOrCluster,
                "crd.projectcalico.org GlobalNetworkPolicy " + ON_THE_GATEWAY));
    assertThat(dcc.control()).contains("the firewall lets this cluster pass", ON_THE_GATEWAY);
    assertThat(dcc.text()).doesNotContain("Let the firewall");
  }

  /** It selects the node's interface, and no pod. */
  @Test
  void a_policy_of_calico_for_what_its_node_forwards_is_looked_at_before_the_firewall() {
    declare();
    lab.apply(
        """
        apiVersion: crd.projectcalico.org/v1
        kind: HostEndpoint
        metadata: {name: out, labels: {role: node}}
        spec: {node: %s, interfaceName: eth0}
        """
            .formatted(lab.client().nodes().list().getItems().get(0).getMetadata().getName()));
    lab.apply(denial(ON_THE_NODE, "selector: role == 'node', applyOnForward: true"));
    PathStatus dcc = closed();
    assertThat(dcc.culprit().kind()).isEqualTo(Culprit.Kind.PerimeterOrClusterPolicy);
    assertThat(dcc.advice())
        .startsWith(
            "Policies that are not evaluated may close the port to the gateway: see them first")
        .contains(ON_THE_NODE);
  }

  /** Calico closes a pod that Felix does not know yet (projectcalico/calico#9706). */
  @Test
  void a_new_pod_that_felix_does_not_know_yet_blames_nothing() {
    declare();
    lab.restEngine();
    try {
      EsgInstanceStatus status = lab.probe(instance);
      matrix.add("Felix stands still", status);
      assertThat(status.paths())
          .filteredOn(row -> row.direction() == Direction.Outbound)
          .isNotEmpty()
          .allMatch(row -> row.verdict() == Verdict.Unknown)
          .allMatch(row -> row.reason() == Reason.NothingReached);
    } finally {
      lab.resumeEngine();
    }
  }

  /** What a probe asked before its pod had a network says nothing of its paths. */
  @Test
  void a_network_that_comes_late_closes_no_path() throws InterruptedException {
    declare();
    lab.restEngine();
    try {
      String wish = lab.requestRound(instance);
      Awaitility.await("a probe's pod runs").atMost(Duration.ofMinutes(1)).until(this::isProbing);
      Thread.sleep(AFTER_TWO_TRIES);
      lab.resumeEngine();
      EsgInstanceStatus status =
          lab.await(instance, seen -> wish.equals(seen.lastProbe().requested()));
      matrix.add("Felix knows the probe's pods late", status);
      assertThat(status.paths()).extracting(PathStatus::doubt).containsOnlyNulls();
      assertThat(notOpen(status, PathStatus::text)).isEmpty();
    } finally {
      lab.resumeEngine();
    }
  }

  private boolean isProbing() {
    return lab
        .client()
        .pods()
        .inNamespace(Lab.NAMESPACE)
        .withLabel(Names.PROBE)
        .list()
        .getItems()
        .stream()
        .anyMatch(pod -> "Running".equals(pod.getStatus().getPhase()));
  }

  /** The one row that a policy of Calico closes, after the control. */
  private PathStatus closed() {
    lab.probe(instance);
    EsgInstanceStatus status = lab.control(instance);
    matrix.add("a policy of Calico closes dcc", status);
    assertThat(notOpen(status, PathStatus::verdict)).isEqualTo(Map.of("dcc IPv4", Verdict.Blocked));
    return notOpen(status, row -> row).get("dcc IPv4");
  }

  private static String denial(String name, String selection) {
    return """
        apiVersion: crd.projectcalico.org/v1
        kind: GlobalNetworkPolicy
        metadata: {name: %s}
        spec:
          %s
          order: 10
          types: [Egress]
          egress:
            - {action: Deny, protocol: UDP, ipVersion: 4, destination: {ports: [6277]}}
            - {action: Allow}
        """
        .formatted(name, selection.replace(", ", "\n  "));
  }
}
