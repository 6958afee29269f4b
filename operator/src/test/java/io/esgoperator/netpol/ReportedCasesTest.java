package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Public bug reports that concern the reading of policies (cases.md), and what is right. The cases
 * on generating a policy, on engines, probes and Jobs are tested where those are.
 */
class ReportedCasesTest {

  @Test
  @DisplayName(
      "case 1: a rule without peers admits every peer, one with no peer left admits none (nais/naiserator#331)")
  void an_empty_rule_is_wide_open_and_no_rule_is_closed() {
    assertThat(egress("{podSelector: {}, policyTypes: [Egress], egress: [{}]}", "198.51.100.7"))
        .isEqualTo(Decision.Allowed);
    assertThat(egress("{podSelector: {}, policyTypes: [Egress], egress: []}", "198.51.100.7"))
        .isEqualTo(Decision.Denied);
  }

  @Test
  @DisplayName(
      "case 2: a policy that the API server refuses certainly isolates no pod (rancher/k3k#1143)")
  void an_exception_of_the_other_family_is_never_taken_for_isolation() {
    assertThat(
            egress(
                "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.42.0.0/16, 'fd00:42::/56']}}]}]}",
                "10.42.0.9"))
        .isEqualTo(Decision.Unclear);
  }

  @Test
  @DisplayName(
      "case 9: NodeLocal DNSCache is no pod: only a block reaches it (restatedev/restate-operator#88)")
  void a_link_local_resolver_needs_a_block() {
    assertThat(
            egress(
                "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}]}]}",
                "169.254.20.10"))
        .isEqualTo(Decision.Denied);
    assertThat(
            egress(
                "{podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 169.254.20.10/32}}]}]}",
                "169.254.20.10"))
        .isEqualTo(Decision.Allowed);
  }

  @Test
  @DisplayName(
      "case 10: a selector that finds only a pod on the host's network is named as such (projectcalico/calico#4493)")
  void a_peer_on_the_host_network_is_told() {
    Proof proof =
        Worlds.rule(
                with(
                    "{podSelector: {matchLabels: {app: db}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: agent}}}]}]}"),
                "db",
                "agent",
                "TCP/25")
            .egress();
    assertThat(proof.decision()).isEqualTo(Decision.Unclear);
    assertThat(proof.doubts())
        .singleElement()
        .asString()
        .contains("Pod mail/agent is on its node's network");
  }

  @Test
  @DisplayName(
      "case 11: allow-same-namespace does not surely admit pods of the host's network (ovn-kubernetes#1635)")
  void the_own_namespace_does_not_surely_include_its_host_network() {
    assertThat(
            Worlds.rule(
                    with("{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}"),
                    "agent",
                    "db",
                    "TCP/25")
                .decision())
        .isEqualTo(Decision.Unclear);
  }

  @Test
  @DisplayName(
      "case 17: a number written as text is refused by the API server (gardener-extension-provider-aws#1943)")
  void a_number_as_text_opens_nothing_for_sure() {
    assertThat(
            egress(
                "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: '25'}]}]}",
                "198.51.100.7"))
        .isEqualTo(Decision.Unclear);
  }

  @Test
  @DisplayName("case 18: a blank port is refused by the API server (bitnami/charts#23058)")
  void a_blank_port_opens_nothing_for_sure() {
    assertThat(
            egress(
                "{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: ''}]}]}",
                "198.51.100.7"))
        .isEqualTo(Decision.Unclear);
  }

  @Test
  @DisplayName("case 19: block and port must both hold (weaveworks/weave#3653)")
  void a_block_with_a_port_does_not_admit_others_at_the_port() {
    World world =
        with(
            "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: 25}]}]}");
    assertThat(Worlds.rule(world, "203.0.113.7", "esg", "TCP/25").decision())
        .isEqualTo(Decision.Denied);
    assertThat(Worlds.rule(world, "198.51.100.7", "esg", "TCP/25").decision())
        .isEqualTo(Decision.Allowed);
    assertThat(Worlds.rule(world, "198.51.100.7", "esg", "TCP/26").decision())
        .isEqualTo(Decision.Denied);
  }

  @Test
  @DisplayName(
      "case 22: a node reaches its own pods through default deny (kube-network-policies#150)")
  void the_kubelet_always_gets_through() {
    Proof proof = Worlds.rule(with("{podSelector: {}}"), "192.0.2.1", "esg", "TCP/8080").ingress();
    assertThat(proof.decision()).isEqualTo(Decision.Allowed);
    assertThat(proof.text()).isEqualTo("a node always reaches its own pods");
  }

  @Test
  @DisplayName(
      "case 29: a finished pod's address is its successor's (cloudnativelabs/kube-router#1056)")
  void a_finished_pod_does_not_count() {
    assertThat(Worlds.town().workloads()).extracting(Workload::name).doesNotContain("done");
  }

  private static World with(String spec) {
    return Worlds.town(Worlds.policy("mail", "one", spec));
  }

  private static Decision egress(String spec, String to) {
    return Worlds.rule(with(spec), "esg", to, "TCP/25").decision();
  }
}
