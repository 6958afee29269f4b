package io.esgoperator.cli.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConnectivityCommandTest extends ConnectivityFixture {
  private static final String EGRESS_FIREWALL =
      """
      ---
      apiVersion: k8s.ovn.org/v1
      kind: EgressFirewall
      metadata: {name: default, namespace: a}
      spec: {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]}
      """;

  @Test
  void no_instance_is_needed_and_a_pod_without_a_policy_is_open_both_ways() {
    assertThat(rows(pod("one", "10.0.0.1", "{app: one}", "")))
        .containsExactly(
            "Pod a/one outside 0.0.0.0/0 IPv4 every port",
            "outside 0.0.0.0/0 Pod a/one IPv4 every port",
            "2 pairs: 2 open, 0 unclear, 0 closed.");
  }

  @Test
  void closed_pairs_are_counted_and_not_shown() {
    assertThat(rows(pod("one", "10.0.0.1", "{app: one}", "") + CLOSED))
        .containsExactly("2 pairs: 0 open, 0 unclear, 2 closed.");
  }

  @Test
  void the_outside_is_parted_where_a_policy_parts_it() {
    assertThat(
            rows(
                pod("one", "10.0.0.1", "{app: one}", "")
                    + policy(
                        "web",
                        "one",
                        "{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [192.0.2.0/24]}}], ports: [{port: 80}, {port: 443, endPort: 445}, {protocol: UDP, port: 443}]}"),
                "--from",
                "outside"))
        .containsExactly(
            "outside 0.0.0.0/0 except 192.0.2.0/24 Pod a/one IPv4 TCP 80, 443 to 445; UDP 443",
            "1 pair: 1 open, 0 unclear, 0 closed.");
  }

  @Test
  void pods_of_one_owner_are_one_line() {
    String hash = "{app: web, pod-template-hash: 5d9c}";
    assertThat(
            rows(
                pod("web-5d9c-x", "10.0.0.1", hash, owned("ReplicaSet", "web-5d9c"))
                    + pod("web-5d9c-y", "10.0.0.2", hash, owned("ReplicaSet", "web-5d9c"))
                    + policy("web", "web", "{from: [{podSelector: {}}], ports: [{port: 80}]}"),
                "--to",
                "a/"))
        .containsExactly(
            "Deployment a/web Deployment a/web IPv4 TCP 80",
            "2 pairs: 1 open, 0 unclear, 1 closed.");
  }

  @Test
  void a_template_says_nothing_beside_the_pods_that_were_made_of_it() {
    String deployment =
        """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: a}
        spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}}
        ---
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata: {name: web-1, namespace: a, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: u, controller: true}]}
        spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: i}]}}}
        """;
    assertThat(rows(deployment, "--from", "a/"))
        .containsExactly(
            "Deployment a/web Deployment a/web both every port",
            "Deployment a/web outside 0.0.0.0/0, ::/0 both every port",
            "2 pairs: 2 open, 0 unclear, 0 closed.");
    assertThat(
            rows(
                deployment + pod("web-1-x", "10.0.0.1", "{app: web}", owned("ReplicaSet", "web-1")),
                "--from",
                "a/web"))
        .containsExactly(
            "Deployment a/web outside 0.0.0.0/0 IPv4 every port",
            "1 pair: 1 open, 0 unclear, 0 closed.");
  }

  @Test
  void a_static_pod_is_not_its_nodes() {
    assertThat(
            rows(
                pod("etcd-n1", "10.0.0.1", "{component: etcd}", owned("Node", "n1")),
                "--from",
                "a/etcd-n1"))
        .containsExactly(
            "Pod a/etcd-n1 outside 0.0.0.0/0 IPv4 every port",
            "1 pair: 1 open, 0 unclear, 0 closed.");
  }

  @Test
  void no_policy_binds_a_pod_on_its_nodes_network() {
    assertThat(
            rows(
                pod("agent", "192.0.2.1", "{app: agent}", "")
                        .replace("{containers", "{hostNetwork: true, containers")
                    + pod("one", "10.0.0.1", "{app: one}", "")
                    + CLOSED))
        .containsExactly(
            "Pod a/agent outside 0.0.0.0/0 IPv4 every port",
            "outside 0.0.0.0/0 Pod a/agent IPv4 every port",
            "6 pairs: 2 open, 0 unclear, 4 closed.");
  }

  @Test
  void a_pod_on_itself_is_no_pair_but_two_alike_are() {
    String one = pod("one", "10.0.0.1", "{app: one}", "");
    assertThat(rows(one, "--to", "a/", "--from", "a/"))
        .containsExactly("0 pairs: 0 open, 0 unclear, 0 closed.");
    assertThat(rows(one + pod("two", "10.0.0.2", "{app: one}", ""), "--to", "a/", "--from", "a/"))
        .containsExactly(
            "Pod a/one and 1 more Pod a/one and 1 more IPv4 every port",
            "1 pair: 1 open, 0 unclear, 0 closed.");
  }

  @Test
  void pods_of_one_owner_that_a_policy_tells_apart_have_lines_of_their_own() {
    assertThat(
            rows(
                pod("db-0", "10.0.0.1", "{app: db}", owned("StatefulSet", "db"))
                    + pod("db-1", "10.0.0.2", "{app: db}", owned("StatefulSet", "db"))
                    + pod("web", "10.0.0.3", "{app: web}", "")
                    + policy("web", "web", "{from: [{ipBlock: {cidr: 10.0.0.1/32}}]}"),
                "--engine",
                "other",
                "--to",
                "a/web",
                "--from",
                "a/"))
        .containsExactly(
            "StatefulSet a/db (db-0) Pod a/web IPv4 every port",
            "1 pair: 1 open, 0 unclear, 0 closed.");
  }

  @Test
  void a_pod_that_is_named_stands_alone() {
    assertThat(
            rows(
                pod("db-0", "10.0.0.1", "{app: db}", owned("StatefulSet", "db"))
                    + pod("db-1", "10.0.0.2", "{app: db}", owned("StatefulSet", "db")),
                "--from",
                "a/db-1",
                "--to",
                "a/db"))
        .containsExactly(
            "Pod a/db-1 StatefulSet a/db IPv4 every port", "1 pair: 1 open, 0 unclear, 0 closed.");
  }

  @Test
  void a_family_that_a_policy_leaves_out_is_closed() {
    String both = "10.0.0.1}, {ip: 'fd00::1'";
    assertThat(
            rows(
                pod("one", both, "{app: one}", "")
                    + pod("two", both.replace(".1}", ".2}").replace("::1", "::2"), "{app: two}", "")
                    + policy("two", "two", "{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}"),
                "--engine",
                "other",
                "--to",
                "a/two"))
        .containsExactly(
            "Pod a/one Pod a/two IPv4 every port",
            "outside 10.0.0.0/8 Pod a/two IPv4 every port",
            "2 pairs: 2 open, 0 unclear, 0 closed.");
  }

  @Test
  void what_is_not_known_is_unclear_with_the_reason() {
    assertThat(
            rows(
                pod("one", "10.0.0.1", "{app: one}", "")
                    + pod("two", "10.0.0.2", "{app: two}", "")
                    + policy(
                        "two",
                        "two",
                        "{from: [{namespaceSelector: {matchLabels: {team: x}}}], ports: [{port: 25}]}"),
                "--to",
                "a/two",
                "--from",
                "a/one"))
        .containsExactly(
            "Pod a/one Pod a/two IPv4 TCP 25 unclear: NetworkPolicy a/two ingress[0]: the label team of namespace a is not known",
            "1 pair: 0 open, 1 unclear, 0 closed.");
  }

  @Test
  void a_policy_that_is_not_evaluated_makes_its_pairs_unclear_by_name() {
    assertThat(rows(pod("one", "10.0.0.1", "{app: one}", "") + EGRESS_FIREWALL))
        .containsExactly(
            "Pod a/one outside 0.0.0.0/0 IPv4 every port unclear: the other policies allow every port; k8s.ovn.org EgressFirewall a/default may say otherwise and is not evaluated",
            "outside 0.0.0.0/0 Pod a/one IPv4 every port",
            "2 pairs: 1 open, 1 unclear, 0 closed.");
  }

  @Test
  void a_pair_that_is_closed_but_for_a_policy_that_is_not_evaluated_is_unclear() {
    assertThat(rows(pod("one", "10.0.0.1", "{app: one}", "") + CLOSED + EGRESS_FIREWALL))
        .containsExactly(
            "Pod a/one outside 0.0.0.0/0 IPv4 every port unclear: the other policies allow nothing; k8s.ovn.org EgressFirewall a/default may say otherwise and is not evaluated",
            "2 pairs: 0 open, 1 unclear, 1 closed.");
  }

  @Test
  void one_port_is_asked_alone() {
    String input =
        pod("one", "10.0.0.1", "{app: one}", "")
            + policy("one", "one", "{ports: [{port: 20, endPort: 30}]}");
    assertThat(rows(input, "--to", "a/one", "--port", "tcp/25"))
        .containsExactly(
            "outside 0.0.0.0/0 Pod a/one IPv4 TCP 25", "1 pair: 1 open, 0 unclear, 0 closed.");
    assertThat(rows(input, "--to", "a/one", "--port", "udp/25"))
        .containsExactly("1 pair: 0 open, 0 unclear, 1 closed.");
  }

  @Test
  void an_instance_adds_the_policy_that_the_operator_would_write() throws IOException {
    String gateway = Files.readString(Path.of("../docs/check/gateway.yaml"));
    assertThat(rows(gateway, "--to", "mail/esg", "--from", "outside"))
        .containsExactly(
            "outside 0.0.0.0/0 except 169.254.169.254/32, ::/0 except fd00:ec2::254/128 StatefulSet mail/esg both TCP 2525",
            "1 pair: 1 open, 0 unclear, 0 closed.");
    assertThat(rows(gateway, "--from", "mail/esg", "--to", "outside", "--port", "udp/6277"))
        .containsExactly(
            "StatefulSet mail/esg outside dcc1.esvacloud.com, dcc2.esvacloud.com IPv6 UDP 6277",
            "1 pair: 1 open, 0 unclear, 0 closed.");
  }

  @Test
  void in_audit_mode_it_adds_none() throws IOException {
    String gateway =
        Files.readString(Path.of("../docs/check/gateway.yaml"))
            .replace(
                "spec:\n  podSelector", "spec:\n  policy: {enforcement: Audit}\n  podSelector");
    assertThat(gateway).contains("Audit");
    assertThat(rows(gateway, "--from", "outside", "--to", "mail/esg"))
        .containsExactly(
            "outside 0.0.0.0/0, ::/0 StatefulSet mail/esg both every port",
            "1 pair: 1 open, 0 unclear, 0 closed.");
  }
}
