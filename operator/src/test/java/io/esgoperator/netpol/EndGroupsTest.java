package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Endpoint;
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

  /** A node reaches its own pods, whatever policies say. */
  @Test
  void pods_on_a_node_whose_address_is_an_end_are_parted_from_those_on_others() {
    String alike =
        """
        - {apiVersion: v1, kind: Node, metadata: {name: n3}, status: {addresses: [{type: InternalIP, address: 192.0.2.3}]}}
        - {apiVersion: v1, kind: Pod, metadata: {name: site-3, namespace: web, labels: {app: site}}, spec: {nodeName: n3, containers: [{name: c}]}, status: {podIPs: [{ip: 10.1.0.8}, {ip: 'fd00::8'}]}}
        """;
    assertThat(groups(Worlds.town(alike))).contains("Pod web/site, Pod web/site-3");
    assertThat(
            groups(
                Worlds.town(
                    alike,
                    Worlds.policy(
                        "web",
                        "node",
                        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.2/32}}]}]}"))))
        .contains("Pod web/site", "Pod web/site-3");
  }

  @Test
  void a_nodes_address_is_no_example_of_a_network_that_has_others() {
    World world =
        Worlds.town(
            "- {apiVersion: v1, kind: Node, metadata: {name: n3}, status: {addresses: [{type: InternalIP, address: 198.51.100.0}]}}\n",
            Worlds.policy(
                "web",
                "some",
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]}"));
    assertThat(AllPairs.of(Evaluator.of(world)).groups())
        .extracting(EndGroup::example)
        .contains(new Endpoint.Outside(Cidr.literal("198.51.100.1")))
        .doesNotContain(new Endpoint.Outside(Cidr.literal("198.51.100.0")));
  }

  @Test
  void a_group_is_its_number_and_its_example() {
    Endpoint first = new Endpoint.Outside(Cidr.literal("192.0.2.1"));
    EndGroup group = new EndGroup(7, List.of(), null, first);
    AddressRange other = AddressRange.everything(Family.IPv4);
    assertThat(group)
        .isEqualTo(new EndGroup(7, List.of(), other, first))
        .hasSameHashCodeAs(7)
        .isNotEqualTo(new EndGroup(8, List.of(), null, first))
        .isNotEqualTo(
            new EndGroup(7, List.of(), null, new Endpoint.Outside(Cidr.literal("192.0.2.2"))))
        .isNotEqualTo("7");
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
