package io.esgoperator.cli.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.Run;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConnectivityFormatsTest extends ConnectivityFixture {
  @Test
  void doubts_are_dashed_in_the_picture() {
    Run run =
        Run.on(
            pod("one", "10.0.0.1", "{app: one}", "")
                + pod("two", "10.0.0.2", "{app: two}", "")
                + policy("two", "two", "{from: [{namespaceSelector: {matchLabels: {team: x}}}]}"),
            "connectivity",
            "-",
            "--to",
            "a/two",
            "--format",
            "dot");
    assertThat(run.lines())
        .contains(
            "  \"Pod a/one\" -> \"Pod a/two\" [label=\"every port IPv4\", style=dashed, tooltip=\"NetworkPolicy a/two ingress[0]: the label team of namespace a is not known\"];");
  }

  @Test
  void a_table_for_spreadsheets_quotes_what_has_a_comma() {
    Run run =
        Run.on(
            pod("one", "10.0.0.1", "{app: one}", "")
                + policy("one", "one", "{ports: [{port: 25}, {port: 80}]}"),
            "connectivity",
            "-",
            "--format",
            "csv");
    assertThat(run.out())
        .isEqualTo(
            """
            from,to,family,decision,ports,because
            Pod a/one,outside 0.0.0.0/0,IPv4,Allowed,every port,
            outside 0.0.0.0/0,Pod a/one,IPv4,Allowed,"TCP 25, 80",
            """);
  }

  @Test
  void json_has_every_pod_and_network_and_the_ports_as_numbers() throws IOException {
    Run run =
        Run.on(
            pod("one", "10.0.0.1", "{app: one}", "")
                + pod("two", "10.0.0.2", "{app: one}", "")
                + policy(
                    "one",
                    "one",
                    "{from: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 25, endPort: 27}]}"),
            "connectivity",
            "-",
            "--from",
            "outside",
            "--format",
            "json");
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"openPairs": 1, "unclearPairs": 0, "closedPairs": 0,
                     "workloads": {"Pod a/one and 1 more": ["Pod a/one", "Pod a/two"]},
                     "connections": [
                       {"from": {"outside": ["192.0.2.0/24"]}, "to": "Pod a/one and 1 more",
                        "families": ["IPv4"], "decision": "Allowed",
                        "ports": [{"protocol": "TCP", "first": 25, "last": 27}]}]}
                    """));
  }

  @Test
  void the_picture_has_a_box_for_each_namespace() {
    Run run =
        Run.on(
            pod("one", "10.0.0.1", "{app: one}", "")
                + policy(
                    "one",
                    "one",
                    "{from: [{ipBlock: {cidr: 10.0.0.1/32}}], ports: [{port: http}]}"),
            "connectivity",
            "-",
            "--format",
            "dot");
    assertThat(run.out())
        .isEqualTo(
            """
            digraph connectivity {
              rankdir=LR;
              node [shape=box];
              subgraph "cluster_a" {
                label="a";
                "Pod a/one";
              }
              "Pod a/one" -> "outside 0.0.0.0/0" [label="every port IPv4"];
            }
            """);
  }
}
