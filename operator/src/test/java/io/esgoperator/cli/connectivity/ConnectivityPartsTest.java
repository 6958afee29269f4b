package io.esgoperator.cli.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pods of one owner that policies tell apart: they are told apart where it matters alone. */
class ConnectivityPartsTest extends ConnectivityFixture {
  private static final String DB =
      pod("db-0", "10.0.0.1", "{app: db, n: '0'}", owned("StatefulSet", "db"))
          + pod("db-1", "10.0.0.2", "{app: db, n: '1'}", owned("StatefulSet", "db"))
          + pod("web", "10.0.0.3", "{app: web}", "")
          + pod("site", "10.0.0.4", "{app: site}", "");

  /** It tells the pods of db apart, by their addresses. */
  private static final String WEB =
      policy("web", "web", "{from: [{ipBlock: {cidr: 10.0.0.1/32}}]}");

  private static final String OPEN = "1 pair: 1 open, 0 unclear, 0 closed.";

  private static List<String> between(String input, String from, String to) {
    return rows(input, "--engine", "other", "--from", from, "--to", to);
  }

  @Test
  void what_all_of_them_reach_is_one_line() {
    assertThat(between(DB + WEB, "a/db", "a/site"))
        .containsExactly("StatefulSet a/db Pod a/site IPv4 every port", OPEN);
    assertThat(between(DB + WEB, "a/site", "a/db"))
        .containsExactly("Pod a/site StatefulSet a/db IPv4 every port", OPEN);
    assertThat(between(DB + WEB, "a/db", "outside"))
        .containsExactly("StatefulSet a/db outside 0.0.0.0/0 IPv4 every port", OPEN);
  }

  @Test
  void what_one_of_them_reaches_outside_is_a_line_of_its_own() {
    assertThat(
            between(
                DB + CLOSED.replace("podSelector: {}", "podSelector: {matchLabels: {n: '0'}}"),
                "a/db",
                "outside"))
        .containsExactly("StatefulSet a/db (db-1) outside 0.0.0.0/0 IPv4 every port", OPEN);
  }

  @Test
  void a_picture_has_the_part_in_the_box_of_its_namespace() {
    assertThat(
            Run.on(
                    DB + WEB,
                    "connectivity",
                    "-",
                    "--engine",
                    "other",
                    "--to",
                    "a/web",
                    "--format",
                    "dot")
                .lines())
        .contains("    \"StatefulSet a/db (db-0)\";")
        .anyMatch(line -> line.startsWith("  \"StatefulSet a/db (db-0)\" -> \"Pod a/web\""));
  }

  @Test
  void a_doubt_on_what_leaves_for_outside_has_its_reason() {
    String names =
        """
        ---
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: names, namespace: a}
        spec: {endpointSelector: {}, egress: [{toFQDNs: [{matchName: mx.example.org}]}]}
        """;
    assertThat(rows(pod("one", "10.0.0.1", "{app: one}", "") + names, "--to", "outside"))
        .containsExactly(
            "Pod a/one outside 0.0.0.0/0 IPv4 every port unclear: cilium.io CiliumNetworkPolicy a/names egress[0]: which addresses mx.example.org has is not known",
            "1 pair: 0 open, 1 unclear, 0 closed.");
  }

  @Test
  void a_closed_pair_is_unclear_beside_a_policy_that_is_not_evaluated() {
    String calico =
        """
        ---
        apiVersion: projectcalico.org/v3
        kind: NetworkPolicy
        metadata: {name: c, namespace: a}
        spec: {types: [Egress]}
        """;
    assertThat(rows(pod("one", "10.0.0.1", "{app: one}", "") + CLOSED + calico, "--to", "outside"))
        .containsExactly(
            "Pod a/one outside 0.0.0.0/0 IPv4 every port unclear: the other policies allow nothing; projectcalico.org NetworkPolicy a/c may say otherwise and is not evaluated",
            "1 pair: 0 open, 1 unclear, 0 closed.");
  }

  /** A node reaches its own pods whatever policies say. */
  @Test
  void the_node_of_a_pod_is_no_opening_of_its_own() {
    String pods =
        pod("one", "10.0.0.1", "{app: one}", "").replace("{containers", "{nodeName: n1, containers")
            + pod("web", "10.0.0.3", "{app: web}", "")
            + "---\n{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 192.0.2.1}]}}\n"
            + policy("one", "one", "")
            + policy("web", "web", "{from: [{ipBlock: {cidr: 192.0.2.0/24}}]}");
    assertThat(rows(pods, "--from", "outside", "--to", "a/one"))
        .containsExactly("1 pair: 0 open, 0 unclear, 1 closed.");
  }

  @Test
  void a_page_draws_a_workload_without_a_line_too_and_boxes_namespaces() throws IOException {
    Run run =
        Run.on(
            pod("one", "10.0.0.1", "{app: one}", "")
                + pod("two", "10.0.0.2", "{app: two}", "")
                + policy(
                    "one", "one", "{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 25}]}"),
            "connectivity",
            "-",
            "--engine",
            "other",
            "--to",
            "a/one",
            "-o",
            "html");
    JsonNode json = ConnectivityPictureTest.json(run.out());
    assertThat(json.path("elements"))
        .containsExactlyInAnyOrderElementsOf(
            new ObjectMapper()
                .readTree(
                    """
                    [
                      {"data": {"id": "n0", "label": "a"}},
                      {"data": {"id": "n1", "label": "Pod a/one", "parent": "n0"}, "classes": ""},
                      {"data": {"id": "n2", "label": "Pod a/two", "parent": "n0"}, "classes": ""},
                      {"data": {"id": "n3", "label": "outside 192.0.2.0/24"}, "classes": "outside"},
                      {"data": {"source": "n3", "target": "n1", "label": "TCP 25 IPv4"}, "classes": ""}
                    ]
                    """));
    assertThat(json.path("rows"))
        .hasToString("[[\"outside 192.0.2.0/24\",\"Pod a/one\",\"IPv4\",\"TCP 25\"]]");
  }

  @Test
  void a_line_of_both_families_is_drawn_by_its_ports_alone() throws IOException {
    Run run =
        Run.on(
            pod("one", "10.0.0.1}, {ip: 'fd00::1'", "{app: one}", ""),
            "connectivity",
            "-",
            "--to",
            "outside",
            "-o",
            "html");
    assertThat(ConnectivityPictureTest.json(run.out()).path("elements"))
        .filteredOn(element -> element.at("/data").has("source"))
        .extracting(edge -> edge.at("/data/label").asText())
        .containsExactly("every port");
  }
}
