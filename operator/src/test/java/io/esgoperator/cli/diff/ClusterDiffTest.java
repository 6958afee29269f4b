package io.esgoperator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes between any workloads, without an EsgInstance. */
class ClusterDiffTest extends ClusterDiffFixture {
  private static final String WORKLOADS =
      deployment("web", "frontend") + deployment("web", "api") + deployment("db", "postgres");
  private static final String OF_DB =
      ", ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true}]";
  private static final String DB_0 = pod("db-0", "{app: db, n: '0'}", OF_DB);
  private static final String DB_1 = pod("db-1", "{app: db, n: '1'}", OF_DB);
  private static final String CLOSED_1 =
      ingress("a", "closed", "").replace("podSelector: {}", "podSelector: {matchLabels: {n: '1'}}");

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
    assertThat(changes(DB_0 + DB_1, DB_0 + DB_1 + CLOSED_1))
        .containsExactly(
            "closes every port from a/db (db-0), outside 0.0.0.0/0, ::/0 to a/db (db-1)");
  }

  @Test
  void a_workload_that_is_named_in_part_is_not_counted_to_all_of_its_namespace()
      throws IOException {
    String pods = DB_0 + DB_1 + deployment("a", "web");
    assertThat(changes(pods, pods + CLOSED_1))
        .containsExactly(
            "closes every port from a/db (db-0), a/web, outside 0.0.0.0/0, ::/0 to a/db (db-1)");
  }

  @Test
  void json_names_the_pods_of_a_workload_that_is_there_in_part() throws IOException {
    assertThat(connections(DB_0 + DB_1, DB_0 + DB_1 + CLOSED_1))
        .singleElement()
        .asString()
        .contains(
            """
            "from":["Pod a/db-0",{"outside":["0.0.0.0/0","::/0"]}],"to":["Pod a/db-1"],""");
  }

  @Test
  void pods_that_were_replaced_by_others_are_compared_with_them() throws IOException {
    String closed = CLOSED_1.replace("n: '1'", "n: '2'");
    assertThat(changes(DB_0 + closed, DB_0.replace("db-0", "db-2").replace("'0'", "'2'") + closed))
        .containsExactly("closes every port from outside 0.0.0.0/0, ::/0 to a/db");
  }

  @Test
  void lines_with_the_same_ports_are_sorted_by_the_names_of_what_connects() throws IOException {
    String closed =
        WORKLOADS + pod("one", "{app: one}", "") + ingress("db", "db", "") + ingress("a", "a", "");
    String fromOne = "{from: [{podSelector: {matchLabels: {app: one}}}], ports: [{port: 5432}]}";
    assertThat(
            changes(
                closed + pod("two", "{app: two}", ""),
                closed
                    + pod("two", "{app: two}", "")
                    + ingress("a", "more", fromOne)
                    + ingress("db", "more", fromNamespace("web", "{port: 5432}"))))
        .containsExactly(
            "opens TCP 5432 from a/one to a/two",
            "opens TCP 5432 from web/ (all 2) to db/postgres");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # of a pod no address is known before
          ''                                                       | Nothing opens, and nothing closes.
          status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}      | Workloads; closes every port from a/one to outside ::/0; closes every port from outside ::/0 to a/one
          """)
  void a_family_that_a_pod_loses_closes_where_its_addresses_were_known(String status, String lines)
      throws IOException {
    String one = pod("one", "{app: one}", "");
    assertThat(diff(one + status + "\n", one + "status: {podIPs: [{ip: 10.0.0.1}]}\n").lines())
        .map(String::strip)
        .containsExactly(lines.split("; "));
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
    assertThat(connections(before, after, "--engine", "other"))
        .contains(
            """
            {"before":"Denied","after":"Allowed","from":["Deployment web/api","Deployment web/frontend"],"to":["Deployment db/postgres"],"ports":[{"protocol":"TCP","first":5432,"last":5432}]}""",
            """
            {"before":"Denied","after":"Allowed","from":["Pod a/one"],"to":["Pod a/two"],"families":["IPv4"],"ports":[{"protocol":"TCP","first":1,"last":65535},{"protocol":"UDP","first":1,"last":65535},{"protocol":"SCTP","first":1,"last":65535}]}""",
            """
            {"before":"Denied","after":"Allowed","from":[{"outside":["10.0.0.0/8"]}],"to":["Pod a/two"],"ports":[{"protocol":"TCP","first":1,"last":65535},{"protocol":"UDP","first":1,"last":65535},{"protocol":"SCTP","first":1,"last":65535}]}""");
  }

  private List<String> connections(String before, String after, String... options)
      throws IOException {
    JsonNode json = json(before, after, options);
    return json.at("/workloads/connections").valueStream().map(JsonNode::toString).toList();
  }

  private JsonNode json(String before, String after, String... options) throws IOException {
    Run run =
        diff(
            before,
            after,
            Stream.concat(Stream.of("-o", "json"), Stream.of(options)).toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(1);
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void json_lists_the_workloads_that_come_and_go() throws IOException {
    JsonNode workloads = json(deployment("web", "old"), deployment("web", "now")).at("/workloads");
    assertThat(workloads.at("/added")).hasToString("[\"Deployment web/now\"]");
    assertThat(workloads.at("/removed")).hasToString("[\"Deployment web/old\"]");
  }
}
