package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.World;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which ends policies part. */
class EndGroupsTest {
  @Test
  void pods_that_no_policy_tells_apart_are_one_group() {
    World world =
        Worlds.town(
            """
            - {apiVersion: v1, kind: Pod, metadata: {name: db-2, namespace: mail, labels: {app: db, pod: two}}, spec: {containers: []}, status: {podIPs: [{ip: 10.1.0.9}, {ip: 'fd00::9'}]}}
            """,
            Worlds.policy("mail", "closed", "{podSelector: {matchLabels: {app: db}}}"));
    assertThat(groups(world)).contains("Pod mail/db, Pod mail/db-2");
  }

  @Test
  void a_network_that_holds_one_of_two_pods_parts_them() {
    World world =
        Worlds.town(
            Worlds.policy(
                "web",
                "some",
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.2/32}}]}]}"));
    assertThat(groups(world))
        .contains("Pod mail/db", "Pod mail/esg")
        .contains("0.0.0.0/5, 8.0.0.0/7, 10.0.0.0/16, 10.1.0.0/31", "10.1.0.2/32", "::/0");
  }

  @Test
  void a_node_that_a_rule_may_select_is_a_group_of_its_own() {
    World world =
        Worlds.town(
            "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: n}, spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [{nodes: {matchLabels: {rack: a}}}]}]}}\n");
    assertThat(groups(world)).contains("192.0.2.1/32", "192.0.2.2/32");
  }

  @Test
  void an_entity_of_ciliums_parts_nodes_from_other_addresses() {
    assertThat(
            groups(
                Worlds.town(
                    "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: one, namespace: mail}, spec: {endpointSelector: {}, egress: [{toEntities: [host]}]}}\n")))
        .contains("192.0.2.1/32", "192.0.2.2/32");
  }

  /** To Cilium no node is in a network. */
  @Test
  void a_network_of_ciliums_parts_its_own_nodes_from_its_other_addresses() {
    assertThat(
            groups(
                Worlds.town(
                    "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: one, namespace: mail}, spec: {endpointSelector: {}, egress: [{toCIDRSet: [{cidr: 192.0.2.0/30, except: [192.0.2.3/32]}]}]}}\n")))
        .contains("192.0.2.0/32", "192.0.2.1/32", "192.0.2.2/32", "192.0.2.3/32");
  }

  private static List<String> groups(World world) {
    return AllPairs.of(Evaluator.of(world)).groups().stream()
        .map(
            group ->
                group.isOutside()
                    ? group.addresses().networks().stream().limit(4)
                    : group.workloads().stream())
        .map(members -> members.map(Object::toString).collect(Collectors.joining(", ")))
        .toList();
  }
}
