package io.esgoperator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes between any workloads, without an EsgInstance. */
class ClusterDiffTest {
  private static final String WORKLOADS =
      deployment("web", "frontend") + deployment("web", "api") + deployment("db", "postgres");

  @TempDir Path folder;

  private static String deployment(String namespace, String name) {
    return """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %2$s, namespace: %1$s}
        spec: {selector: {matchLabels: {app: %2$s}}, template: {metadata: {labels: {app: %2$s}}, spec: {containers: [{name: c, image: i}]}}}
        """
        .formatted(namespace, name);
  }

  private static String pod(String name, String labels, String more) {
    return """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: a, labels: %s%s}
        spec: {containers: [{name: c, image: i}]}
        """
        .formatted(name, labels, more);
  }

  private static String ingress(String namespace, String name, String rules) {
    return """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: %s}
        spec: {podSelector: {}, policyTypes: [Ingress], ingress: [%s]}
        """
        .formatted(name, namespace, rules);
  }

  private static String fromNamespace(String namespace, String ports) {
    return "{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}}], ports: [%s]}"
        .formatted(namespace, ports);
  }

  private Run diff(String before, String after) throws IOException {
    Path old = Files.writeString(folder.resolve("old.yaml"), before);
    Path now = Files.writeString(folder.resolve("new.yaml"), after);
    return Run.of("diff", old.toString(), now.toString());
  }

  private List<String> changes(String before, String after) throws IOException {
    Run run = diff(before, after);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).first().isEqualTo("Workloads");
    return run.lines().stream().skip(1).map(String::strip).toList();
  }

  @Test
  void a_new_rule_opens_its_ports_to_its_peers_in_one_line() throws IOException {
    String closed = WORKLOADS + ingress("db", "db", "");
    String open =
        WORKLOADS
            + ingress(
                "db", "db", fromNamespace("web", "{port: 5432}, {port: 9187, endPort: 9189}"));
    assertThat(changes(closed, open))
        .containsExactly("opens TCP 5432, 9187 to 9189 from web/ (all 2) to db/postgres");
    assertThat(changes(open, closed))
        .containsExactly("closes TCP 5432, 9187 to 9189 from web/ (all 2) to db/postgres");
  }

  @Test
  void one_of_several_workloads_is_named() throws IOException {
    String api =
        "{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}], ports: [{port: 5432}]}";
    assertThat(
            changes(
                WORKLOADS + ingress("db", "db", api),
                WORKLOADS + ingress("db", "db", api.replace("api", "frontend"))))
        .containsExactly(
            "opens TCP 5432 from web/frontend to db/postgres",
            "closes TCP 5432 from web/api to db/postgres");
  }

  @Test
  void a_policy_that_closes_a_namespace_is_one_line() throws IOException {
    String pods = pod("one", "{app: one}", "") + pod("two", "{app: two}", "") + WORKLOADS;
    assertThat(changes(pods, pods + ingress("a", "closed", "")))
        .containsExactly(
            "closes every port from a/ (all 2), db/postgres, web/ (all 2), outside 0.0.0.0/0, ::/0 to a/ (all 2)");
  }

  @Test
  void a_network_outside_is_named_and_so_is_the_only_family() throws IOException {
    String closed =
        pod("one", "{app: one}", "")
            + "status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}\n"
            + pod("two", "{app: two}", "")
            + "status: {podIPs: [{ip: 10.0.0.2}, {ip: 'fd00::2'}]}\n"
            + ingress("a", "two", "")
                .replace("podSelector: {}", "podSelector: {matchLabels: {app: two}}");
    assertThat(changes(closed, closed.replace("[]", "[{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}]")))
        .containsExactly("opens every port from outside 192.0.2.0/24 to a/two");
    assertThat(changes(closed, closed.replace("[]", "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]")))
        .containsExactly(
            "opens every port from outside 10.0.0.0/8 to a/two",
            "denied to unclear every port from a/one to a/two over IPv4",
            "Engines differ on some of this: name yours with --engine cilium or --engine other.");
  }

  @Test
  void what_is_no_longer_known_is_a_change() throws IOException {
    String known =
        WORKLOADS
            + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: web, labels: {team: x}}\n"
            + ingress(
                "db",
                "db",
                "{from: [{namespaceSelector: {matchLabels: {team: x}}}], ports: [{port: 5432}]}");
    assertThat(changes(known, known.replace("name: web, labels: {team: x}", "name: other")))
        .containsExactly("allowed to unclear TCP 5432 from web/ (all 2) to db/postgres");
  }

  @Test
  void a_policy_that_is_not_evaluated_makes_what_it_may_close_unclear() throws IOException {
    assertThat(
            changes(
                deployment("web", "frontend"),
                deployment("web", "frontend")
                    + """
                    ---
                    apiVersion: k8s.ovn.org/v1
                    kind: EgressFirewall
                    metadata: {name: default, namespace: web}
                    spec: {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]}
                    """))
        .contains(
            "allowed to unclear every port from web/frontend to web/frontend, outside 0.0.0.0/0, ::/0");
  }

  @Test
  void workloads_come_and_go_with_their_connections() throws IOException {
    assertThat(
            changes(
                deployment("web", "frontend"),
                deployment("web", "frontend") + deployment("web", "api")))
        .containsExactly(
            "new: web/api",
            "opens every port from web/api to web/ (all 2), outside 0.0.0.0/0, ::/0",
            "opens every port from web/frontend, outside 0.0.0.0/0, ::/0 to web/api");
    assertThat(
            changes(
                deployment("web", "api") + ingress("web", "web", ""),
                deployment("web", "frontend")))
        .startsWith("new: web/frontend", "gone: web/api");
  }

  @Test
  void pods_that_were_replaced_by_others_like_them_are_no_change() throws IOException {
    String owned =
        ", ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-%s, uid: u, controller: true}]";
    Run run =
        diff(
            pod("web-1-x", "{app: web, pod-template-hash: '1'}", owned.formatted("1")),
            pod("web-2-y", "{app: web, pod-template-hash: '2'}", owned.formatted("2"))
                + pod("web-2-z", "{app: web, pod-template-hash: '2'}", owned.formatted("2")));
    assertThat(run.out()).isEqualTo("Nothing opens, and nothing closes.\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void a_pod_of_a_workload_that_alone_is_treated_otherwise_is_named() throws IOException {
    String owned =
        ", ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true}]";
    String pods = pod("db-0", "{app: db, n: '0'}", owned) + pod("db-1", "{app: db, n: '1'}", owned);
    String policy =
        ingress("a", "closed", "")
            .replace("podSelector: {}", "podSelector: {matchLabels: {n: '1'}}");
    assertThat(changes(pods, pods + policy))
        .containsExactly(
            "closes every port from a/db (db-0), outside 0.0.0.0/0, ::/0 to a/db (db-1)");
  }

  @Test
  void two_workloads_of_a_name_are_told_apart_by_their_kinds() throws IOException {
    String both =
        deployment("a", "x")
            + deployment("a", "x")
                .replace("Deployment", "DaemonSet")
                .replace("app: x", "app: other");
    assertThat(
            changes(
                both,
                both
                    + ingress("a", "closed", "")
                        .replace("podSelector: {}", "podSelector: {matchLabels: {app: other}}")))
        .containsExactly(
            "closes every port from a/ (all 2), outside 0.0.0.0/0, ::/0 to DaemonSet a/x");
  }

  @Test
  void a_gateways_own_lines_come_first_and_are_not_said_again() throws IOException {
    String gateway = Files.readString(Path.of("../docs/check/gateway.yaml"));
    String policy =
        ingress("mail", "more", "{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 9100}]}");
    Run run = diff(gateway, gateway + policy);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines().stream().map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactly(
            "EsgInstance mail/gateway",
            "opens Inbound TCP 9100 192.0.2.0/24 NetworkPolicy mail/more ingress[0]");
    Run other =
        diff(gateway + WORKLOADS, gateway + WORKLOADS + policy + ingress("db", "closed", ""));
    assertThat(other.lines())
        .startsWith("EsgInstance mail/gateway")
        .contains("Workloads")
        .anyMatch(line -> line.matches("  closes .* to db/postgres"))
        .noneMatch(line -> line.matches("  opens TCP 9100 .*"));
  }

  @Test
  void policies_without_pods_cannot_be_compared() throws IOException {
    Run run = diff(ingress("a", "x", ""), ingress("a", "x", "{}"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .endsWith(
            "new.yaml: hold no workload and no EsgInstance, so there is nothing to compare: add the pods, or what makes them.");
  }

  @Test
  void json_names_every_end_with_its_kind_the_pods_of_a_part_and_the_only_family()
      throws IOException {
    String before =
        WORKLOADS
            + pod("one", "{app: one}", "")
            + "status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}\n"
            + pod("two", "{app: two}", "")
            + "status: {podIPs: [{ip: 10.0.0.2}, {ip: 'fd00::2'}]}\n"
            + ingress("a", "two", "")
                .replace("podSelector: {}", "podSelector: {matchLabels: {app: two}}")
            + ingress("db", "db", "");
    String after =
        before.replaceFirst("ingress: \\[]", "ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]")
            + ingress("db", "more", fromNamespace("web", "{port: 5432}"));
    Path old = Files.writeString(folder.resolve("old.yaml"), before);
    Path now = Files.writeString(folder.resolve("new.yaml"), after);
    Run run = Run.of("diff", old.toString(), now.toString(), "-o", "json", "--engine", "other");
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode connections = new ObjectMapper().readTree(run.out()).at("/workloads/connections");
    assertThat(connections)
        .map(JsonNode::toString)
        .contains(
            """
            {"before":"Denied","after":"Allowed","from":["Deployment web/api","Deployment web/frontend"],"to":["Deployment db/postgres"],"ports":[{"protocol":"TCP","first":5432,"last":5432}]}""",
            """
            {"before":"Denied","after":"Allowed","from":["Pod a/one"],"to":["Pod a/two"],"families":["IPv4"],"ports":[{"protocol":"TCP","first":1,"last":65535},{"protocol":"UDP","first":1,"last":65535},{"protocol":"SCTP","first":1,"last":65535}]}""",
            """
            {"before":"Denied","after":"Allowed","from":[{"outside":["10.0.0.0/8"]}],"to":["Pod a/two"],"ports":[{"protocol":"TCP","first":1,"last":65535},{"protocol":"UDP","first":1,"last":65535},{"protocol":"SCTP","first":1,"last":65535}]}""");
  }

  @Test
  void json_lists_the_workloads_that_come_and_go() throws IOException {
    Path old = Files.writeString(folder.resolve("old.yaml"), deployment("web", "old"));
    Path now = Files.writeString(folder.resolve("new.yaml"), deployment("web", "now"));
    JsonNode workloads =
        new ObjectMapper()
            .readTree(Run.of("diff", old.toString(), now.toString(), "-o", "json").out())
            .at("/workloads");
    assertThat(workloads.at("/added")).hasToString("[\"Deployment web/now\"]");
    assertThat(workloads.at("/removed")).hasToString("[\"Deployment web/old\"]");
  }
}
