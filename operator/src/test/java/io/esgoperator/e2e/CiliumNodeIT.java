package io.esgoperator.e2e;

import static io.esgoperator.lab.FreshGateway.notOpen;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Firewall.Manner;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabAddresses;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.OnCilium;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Family;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A node whose policies Cilium enforces, by its data path; {@link CiliumIT} has what its API server
 * says.
 */
@ExtendWith(LabExtension.class)
@OnCilium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CiliumNodeIT {
  private static final String DENIAL = "cilium.io CiliumNetworkPolicy deny-dcc";
  private static final String ONLY_DNS = "cilium.io CiliumNetworkPolicy only-dns";

  private Lab lab;
  private Matrix matrix;

  @BeforeAll
  void remember(Lab lab, Matrix matrix) {
    this.lab = lab;
    this.matrix = matrix;
  }

  @AfterEach
  void open_all() {
    lab.firewall().openAll();
    lab.rest(Lab.NAMESPACE);
    lab.kubectl("-n", Lab.NAMESPACE, "delete", "ciliumnetworkpolicies", "--all", "--wait=false");
  }

  @Test
  void every_path_of_the_sample_is_open_through_a_policy_that_cilium_enforces() {
    EsgInstance instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h"));
    EsgInstanceStatus status = lab.await(instance, Cluster::hasInboundCanary);
    matrix.add("all open", status);
    assertThat(status.policies()).containsExactly("CiliumNetworkPolicy/esg-gateway");
    assertThat(validity("esg-gateway")).isEqualTo("True");
    assertThatAllIsOpen(status);
    assertThat(status.condition(ConditionType.PolicyEnforced).orElseThrow().getMessage())
        .startsWith("NetworkPolicies work here: ")
        .contains("for the gateway over IPv4 by silence", "at the gateway over IPv6 by silence");
  }

  /** A network is never a pod to Cilium: the policy names the pods beside it. */
  @Test
  void every_path_of_the_sample_is_open_through_a_network_policy_too() {
    EsgInstance instance = Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h");
    lab.apply(instance);
    lab.patch(
        Lab.NAMESPACE,
        "esg",
        "gateway",
        "merge",
        "{\"spec\":{\"policy\":{\"engine\":\"Kubernetes\"}}}");
    EsgInstanceStatus status =
        lab.await(
            instance,
            seen ->
                seen.policies().contains("NetworkPolicy/esg-gateway")
                    && seen.lastProbe() != null
                    && Cluster.hasInboundCanary(seen)
                    && seen.paths().stream().allMatch(row -> row.verdict() != Verdict.Unknown));
    assertThatAllIsOpen(status);
    assertThat(status.condition(ConditionType.PolicyEnforced).orElseThrow().getStatus())
        .isEqualTo("True");
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void a_path_that_the_perimeter_drops_is_the_perimeters() {
    EsgInstance instance = declare();
    lab.firewall().close(Catalogue.DCC, Manner.drop, Family.IPv4);
    lab.probe(instance);
    EsgInstanceStatus status = lab.control(instance);
    matrix.add("dcc: dropped", status);
    assertThat(notOpen(status, PathStatus::verdict)).isEqualTo(Map.of("dcc IPv4", Verdict.Blocked));
    assertThat(notOpen(status, row -> row.culprit().phrase()))
        .isEqualTo(Map.of("dcc IPv4", "the perimeter"));
  }

  @Test
  void a_denial_of_another_team_is_named_and_no_firewall() {
    EsgInstance instance = declare();
    lab.apply(
        policy(
            "deny-dcc",
            "egressDeny: [{toCIDR: [%s], toPorts: [{ports: [{port: '6277', protocol: UDP}]}]}]"
                .formatted(
                    Stream.of("dcc1.esvacloud.com", "dcc2.esvacloud.com")
                        .map(name -> LabAddresses.of(name).get(0) + "/32")
                        .collect(Collectors.joining(", ")))));
    lab.probe(instance);
    EsgInstanceStatus status = lab.control(instance);
    matrix.add("another team's egressDeny", status);
    assertThat(notOpen(status, PathStatus::culprit))
        .isEqualTo(Map.of("dcc IPv4", new Culprit(Culprit.Kind.Policy, DENIAL)));
    assertThat(notOpen(status, PathStatus::control).get("dcc IPv4"))
        .contains("A pod without the gateway's labels gets through", DENIAL + " denies the port");
    assertThat(notOpen(status, PathStatus::text).get("dcc IPv4")).doesNotContain("firewall");
  }

  /** Cilium 1.20 enforces them where its option says so. */
  @Test
  void an_administrators_cluster_network_policy_is_enforced_and_named() {
    EsgInstance instance = declare();
    lab.apply(
        """
        apiVersion: policy.networking.k8s.io/v1alpha2
        kind: ClusterNetworkPolicy
        metadata: {name: no-dcc}
        spec:
          tier: Admin
          priority: 10
          subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: esg}}}}
          egress:
            - {action: Deny, to: [{networks: [0.0.0.0/0]}], protocols: [{udp: {destinationPort: {number: 6277}}}]}
        """);
    try {
      lab.probe(instance);
      EsgInstanceStatus status = lab.control(instance);
      matrix.add("an administrator's ClusterNetworkPolicy", status);
      assertThat(notOpen(status, PathStatus::culprit))
          .isEqualTo(
              Map.of("dcc IPv4", new Culprit(Culprit.Kind.Policy, "ClusterNetworkPolicy no-dcc")));
    } finally {
      lab.kubectl("delete", "clusternetworkpolicy", "no-dcc");
    }
  }

  @Test
  void a_policy_that_does_not_open_a_path_is_the_culprit() {
    lab.apply(policy("only-dns", "egress: [{toPorts: [{ports: [{port: '53', protocol: ANY}]}]}]"));
    EsgInstance instance =
        lab.declare(
            Lab.NAMESPACE,
            "gateway",
            "policy: {enforcement: Audit}",
            "probe: {interval: 1h, timeout: 2s, canary: false, targets: {dns-udp: [198.51.100.53], http: [198.51.100.80, 203.0.113.80]}}");
    lab.awaitFirstRound(instance);
    EsgInstanceStatus status = lab.control(instance);
    assertThat(notOpen(status, PathStatus::culprit))
        .containsEntry("http IPv4", new Culprit(Culprit.Kind.Policy, ONLY_DNS))
        .doesNotContainKey("dns-udp IPv4");
    assertThat(notOpen(status, PathStatus::text).get("http IPv4")).doesNotContain("Let the");
  }

  private EsgInstance declare() {
    EsgInstance instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", Sample.NO_CANARY));
    assertThatAllIsOpen(lab.awaitRound(instance, null));
    return instance;
  }

  private static void assertThatAllIsOpen(EsgInstanceStatus status) {
    assertThat(notOpen(status, PathStatus::text)).isEmpty();
    assertThat(status.summary()).isEqualTo("%1$d/%1$d open".formatted(Catalogue.PATHS.size()));
  }

  /** What Cilium says of a policy. */
  private String validity(String name) {
    return lab.kubectl(
        "-n",
        Lab.NAMESPACE,
        "get",
        "ciliumnetworkpolicy",
        name,
        "-o",
        "jsonpath={.status.conditions[?(@.type=='Valid')].status}");
  }

  private static String policy(String name, String rules) {
    return """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: %s, namespace: %s}
        spec:
          endpointSelector: {matchLabels: {app: esg}}
          %s
        """
        .formatted(name, Lab.NAMESPACE, rules);
  }
}
