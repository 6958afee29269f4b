package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.Goldens;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  private static final String EXAMPLE = "../docs/check";

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "markdown", "sarif"})
  void the_report_of_the_example_is_the_golden_one(String format) throws IOException {
    Run run = Run.of("check", EXAMPLE, "--format", format);
    Goldens.compare("check." + format, run.out().replace(EXAMPLE, "docs/check"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void every_finding_is_in_the_sarif_with_file_and_line() throws IOException {
    JsonNode sarif =
        new ObjectMapper().readTree(Run.of("check", EXAMPLE, "--format", "sarif").out());
    assertThat(sarif.at("/version").textValue()).isEqualTo("2.1.0");
    JsonNode results = sarif.at("/runs/0/results");
    assertThat(results).hasSize(4);
    assertThat(results)
        .allSatisfy(
            result -> {
              JsonNode place = result.at("/locations/0/physicalLocation");
              assertThat(place.at("/artifactLocation/uri").textValue()).endsWith(".yaml");
              assertThat(place.at("/region/startLine").intValue()).isPositive();
              assertThat(result.at("/ruleId"))
                  .isEqualTo(
                      sarif
                          .at("/runs/0/tool/driver/rules")
                          .get(result.at("/ruleIndex").intValue())
                          .get("id"));
            });
  }

  @Test
  void an_instance_alone_is_what_the_operator_makes_of_it() {
    Run run = Run.of("check", "../config/samples/minimal.yaml");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .hasSize(14)
        .last()
        .isEqualTo("Every declared path is allowed, and nothing else is open.");
  }

  /** Other policies, each the items of one list; then a path and the decision on it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deny egress 203.0.113.0/24 443                   | https   | IPv4 | anywhere, the rest          | Allowed | NetworkPolicy default/esg-gateway egress[4]
          deny egress 203.0.113.0/24 443                   | https   | IPv4 | 203.0.113.0/24              | Denied  | AdminNetworkPolicy deny egress[0]
          deny egress 203.0.113.0/24 443                   | https   | IPv6 | anywhere                    | Allowed | NetworkPolicy default/esg-gateway egress[4]
          deny egress 10.0.0.0/8 443                       | https   | both | anywhere                    | Allowed | NetworkPolicy default/esg-gateway egress[4]
          deny egress 0.0.0.0/0 6277                       | dcc     | both | HOSTS                       | Allowed | NetworkPolicy default/esg-gateway egress[7]
          udp egress 0.0.0.0/0 6277                        | dcc     | IPv4 | HOSTS                       | Denied  | AdminNetworkPolicy deny egress[0]
          udp egress 10.0.0.0/8 6277                       | dcc     | IPv4 | HOSTS                       | Unclear | it depends on the addresses of these names, which --resolve looks up: at some, AdminNetworkPolicy deny egress[0]
          own                                              | smtp-in | both | anywhere                    | Denied  | selected by NetworkPolicy default/esg-gateway, and no rule matches
          cilium                                           | https   | both | anywhere                    | Allowed | NetworkPolicy default/esg-gateway egress[4]
          """)
  void each_path_names_the_policy_that_decides(
      String others, String path, String family, String peers, String decision, String because) {
    String row =
        rows(others).stream()
            .filter(line -> line.matches(path + " +.* " + family + " .*" + decision + " .*"))
            .findFirst()
            .orElse("no such row in\n" + String.join("\n", rows(others)));
    assertThat(row)
        .contains(" " + peers.replace("HOSTS", "dcc1.esvacloud.com, dcc2.esvacloud.com") + " ")
        .contains(" " + decision + " ");
    assertThat(row).endsWith(because);
  }

  private static List<String> rows(String others) {
    return Run.on(instance("") + policy(others), "check", "-").lines();
  }

  private static String policy(String words) {
    String[] parts = words.split(" ");
    return switch (parts[0]) {
      case "deny", "udp" ->
          """
          ---
          apiVersion: policy.networking.k8s.io/v1alpha1
          kind: AdminNetworkPolicy
          metadata: {name: deny}
          spec:
            priority: 1
            subject: {namespaces: {}}
            %s: [{action: Deny, to: [{networks: [%s]}], ports: [{portNumber: {protocol: %s, port: %s}}]}]
          """
              .formatted(parts[1], parts[2], parts[0].equals("udp") ? "UDP" : "TCP", parts[3]);
      case "own" ->
          """
          ---
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: esg-gateway}
          spec: {podSelector: {}, policyTypes: [Ingress]}
          """;
      default -> "";
    };
  }

  @Test
  void an_undeclared_opening_is_a_finding_with_its_line() {
    Run run =
        Run.on(
            instance("")
                + """
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: ssh}
                spec:
                  podSelector: {}
                  policyTypes: [Ingress]
                  ingress:
                    - ports: [{port: 22}]
                """,
            "check",
            "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .contains("stdin:14: undeclared: Ingress: NetworkPolicy ssh opens TCP 22 from anywhere.");
  }

  @Test
  void in_audit_mode_it_is_said_what_is_open_and_what_enforce_would_close() {
    Run run =
        Run.on(
            instance("policy: {enforcement: Audit}")
                + """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: esg}
                spec: {selector: {matchLabels: {app: esg}}, template: {metadata: {labels: {app: esg}}, spec: {containers: [{name: esg, image: "esg:1", ports: [{name: metrics, containerPort: 9090}]}]}}}
                """,
            "check",
            "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .contains(
            "stdin:1: undeclared: Egress: everything is open, since no NetworkPolicy binds the gateway.",
            "if enforced: Egress: no NetworkPolicy binds the gateway; Enforce would close all but the declared paths.",
            "if enforced: Ingress: TCP 9090 (metrics) would be closed, since no declared path arrives there: declare one, or open it by a NetworkPolicy of your own.");
    assertThat(Run.on(instance(""), "check", "-").out()).doesNotContain("if enforced");
  }

  @Test
  void a_gateway_on_its_nodes_network_is_bound_by_no_policy_and_that_is_a_finding() {
    Run run = Run.on(instance("") + deployment("esg", "hostNetwork: true, "), "check", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .contains(
            "stdin:1: undeclared: Ingress and egress: no policy binds esg on the node's network, so everything is open there: take hostNetwork away, or put the node's firewall in the policy's place.")
        .last()
        .isEqualTo("1 finding.");
  }

  @Test
  void of_the_gateways_pods_those_on_the_nodes_network_alone_are_unbound() {
    Run run =
        Run.on(
            instance("policy: {enforcement: Audit}")
                + deployment("inner", "")
                + deployment("outer", "hostNetwork: true, "),
            "check",
            "-");
    assertThat(run.lines())
        .filteredOn(line -> line.startsWith("stdin:1: ") && line.contains("the node's network"))
        .singleElement()
        .asString()
        .contains("no policy binds outer on the node's network");
  }

  private static String deployment(String name, String spec) {
    return """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %s}
    spec: {selector: {matchLabels: {app: esg}}, template: {metadata: {labels: {app: esg}}, spec: {%scontainers: [{name: esg, image: "esg:1"}]}}}
    """
        .formatted(name, spec);
  }

  @Test
  void a_virtual_machine_is_a_gateway_too() {
    Run run =
        Run.on(
            instance("")
                + """
                ---
                apiVersion: kubevirt.io/v1
                kind: VirtualMachineInstance
                metadata: {name: esg, labels: {app: esg}}
                """,
            "check",
            "-",
            "--format",
            "json");
    assertThat(run.out()).contains("VirtualMachineInstance default/esg");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void pods_that_are_not_there_leave_a_path_unclear() {
    Run run =
        Run.on(
            instance("services: {ldap: {servers: [{podSelector: {matchLabels: {app: ad}}}]}}"),
            "check",
            "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .anyMatch(line -> line.matches("ldap .* Unclear +no peer of the path is known"));
  }

  @Test
  void pods_in_the_files_are_asked_on_both_ends() {
    Run run =
        Run.on(
            instance("services: {ldap: {servers: [{podSelector: {matchLabels: {app: ad}}}]}}")
                + """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: ad}
                spec: {selector: {matchLabels: {app: ad}}, template: {metadata: {labels: {app: ad}}, spec: {containers: [{name: ad, image: "ad:1"}]}}}
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: ad}
                spec: {podSelector: {matchLabels: {app: ad}}, policyTypes: [Ingress]}
                """,
            "check",
            "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .anyMatch(
            line ->
                line.matches(
                    "ldap .* Denied +selected by NetworkPolicy default/ad, and no rule matches"));
  }

  @Test
  void other_kinds_are_counted_and_not_passed_over_in_silence() {
    Run run =
        Run.on(
            instance("") + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n",
            "check",
            "-");
    assertThat(run.lines()).last().asString().endsWith(" Not looked at: 1 ConfigMap.");
  }

  @Test
  void the_namespace_of_objects_that_name_none_can_be_said() {
    assertThat(Run.on(instance(""), "check", "-", "-n", "mail").out())
        .startsWith("EsgInstance mail/gateway (stdin:1)");
  }

  private static String instance(String spec) {
    return "apiVersion: esg-operator.io/v1alpha1\nkind: EsgInstance\nmetadata: {name: gateway}\nspec:\n"
        + ("podSelector: {matchLabels: {app: esg}}\n" + spec).stripTrailing().indent(2);
  }
}
