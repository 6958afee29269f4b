package io.esgoperator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {
  private static final String IDLE =
      "NetworkPolicy default/policy changes and selects no workload here, so what it opens and closes is not known: add the pods, or what makes them.";

  private static final String NOTHING_KNOWN =
      "Between the workloads here nothing opens, and nothing closes.";

  @TempDir Path folder;
  private String gateway;
  private String policies;

  @BeforeEach
  void read() throws IOException {
    gateway = Files.readString(Path.of("../docs/check/gateway.yaml"));
    policies = Files.readString(Path.of("../docs/check/policies.yaml"));
  }

  @Test
  void the_same_twice_ends_with_0() {
    Run run = Run.of("diff", "../docs/check", "../docs/check");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("Nothing opens, and nothing closes.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: 9100        | port: 9101             | closes Inbound TCP 9100 10.9.0.0/16 selected by NetworkPolicy mail/esg-gateway, NetworkPolicy mail/monitoring, and no rule matches; opens Inbound TCP 9101 10.9.0.0/16 NetworkPolicy mail/monitoring ingress[0]
          cidr: 10.9.0.0/16 | cidr: 10.9.0.0/17      | closes Inbound TCP 9100 10.9.128.0/17 selected by NetworkPolicy mail/esg-gateway, NetworkPolicy mail/monitoring, and no rule matches
          [0.0.0.0/0]       | [0.0.0.0/0, '::/0']    | closes Outbound TCP 80 ::/0 except fd00:ec2::254/128 AdminNetworkPolicy web-by-proxy-only egress[0]
          10.1.2.0/28       | 10.1.2.0/27            | opens Outbound TCP 636 10.1.2.16/28 NetworkPolicy mail/esg-gateway egress[8]
          action: Deny      | action: Allow          | opens Outbound TCP 1 to 79 10.1.2.8/29 AdminNetworkPolicy web-by-proxy-only egress[1]; opens Outbound TCP 80 0.0.0.0/0 AdminNetworkPolicy web-by-proxy-only egress[0]; opens Outbound TCP 81 to 65535 10.1.2.8/29 AdminNetworkPolicy web-by-proxy-only egress[1]; opens Outbound UDP/SCTP every port 10.1.2.8/29 AdminNetworkPolicy web-by-proxy-only egress[1]; Workloads; denied to unclear TCP 2525, 9100 from mail/esg to mail/esg over IPv4; Engines differ on some of this: name yours with --engine cilium or --engine other.
          services:         | dcc: {hosts: [dcc1.esvacloud.com]}\\n  services: | closes Outbound UDP 6277 dcc2.esvacloud.com selected by NetworkPolicy mail/esg-gateway, and no rule matches
          """)
  void a_change_says_what_it_opens_and_closes(String before, String after, String changes)
      throws IOException {
    Run run = diff(before, after.replace("\\n", "\n"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).first().isEqualTo("EsgInstance mail/gateway");
    assertThat(run.lines().stream().skip(1).map(line -> line.strip().replaceAll(" +", " ")))
        .containsExactlyElementsOf(List.of(changes.split("; ")));
  }

  @Test
  void a_gateway_that_comes_or_goes_is_a_difference() throws IOException {
    Run run = diff("name: gateway", "name: other");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly("EsgInstance mail/gateway is gone.", "EsgInstance mail/other is new.");
  }

  @Test
  void a_changed_policy_that_selects_no_workload_is_named() throws IOException {
    assertThat(idle("app: gone", "app: left")).containsExactly(NOTHING_KNOWN, IDLE);
    assertThat(idle("policyTypes", "egress: [{}]\n  policyTypes"))
        .containsExactly(NOTHING_KNOWN, IDLE);
    assertThat(idle("kind: NetworkPolicy", "kind: Ingress"))
        .as("removed")
        .containsExactly(NOTHING_KNOWN, IDLE);
  }

  @Test
  void a_policy_that_selects_a_workload_or_does_not_change_is_not_named() throws IOException {
    assertThat(idle("app: gone", "app: web")).isNotEmpty().doesNotContain(IDLE);
    assertThat(idle("name: policy", "labels: {a: b}, name: policy"))
        .containsExactly("Nothing opens, and nothing closes.");
  }

  @Test
  void a_policy_without_a_spec_is_compared_too() throws IOException {
    gateway =
        "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: a, image: a}]}}\n";
    policies =
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: policy}}\n";
    assertThat(diff("name: a}", "name: a, labels: {b: c}}").exitCode()).isZero();
  }

  @Test
  void a_changed_policy_of_which_nothing_is_known_ends_with_1() throws IOException {
    beside("app: gone");
    assertThat(diff("app: gone", "app: left").exitCode()).isEqualTo(1);
    assertThat(diff("name: policy", "labels: {a: b}, name: policy").exitCode()).isZero();
  }

  @Test
  void a_new_policy_that_selects_no_workload_is_named() throws IOException {
    beside("app: gone");
    policies = policies.replace("kind: NetworkPolicy", "kind: Ingress");
    assertThat(diff("kind: Ingress", "kind: NetworkPolicy").lines())
        .containsExactly(NOTHING_KNOWN, IDLE);
  }

  @Test
  void a_changed_policy_of_an_administrator_that_selects_no_workload_is_named() throws IOException {
    beside("app: gone");
    policies =
        """
        apiVersion: policy.networking.k8s.io/v1alpha1
        kind: AdminNetworkPolicy
        metadata: {name: policy}
        spec: {priority: 5, subject: {namespaces: {matchLabels: {kubernetes.io/metadata.name: none}}}, egress: [{name: one, action: Deny, to: [{namespaces: {}}]}]}
        """;
    assertThat(diff("priority: 5", "priority: 6").lines())
        .containsExactly(
            NOTHING_KNOWN, IDLE.replace("NetworkPolicy default/", "AdminNetworkPolicy "));
  }

  @Test
  void policies_of_two_apis_with_one_kind_and_name_are_two() throws IOException {
    beside("app: gone");
    policies +=
        """
        ---
        apiVersion: projectcalico.org/v3
        kind: NetworkPolicy
        metadata: {name: policy, namespace: default}
        spec: {selector: "app == 'gone'"}
        """;
    assertThat(diff("== 'gone'", "== 'left'").lines()).containsExactly(NOTHING_KNOWN, IDLE);
  }

  @Test
  void a_pod_that_comes_with_a_change_of_a_gateway_is_no_peer_of_its_lines() throws IOException {
    policies = "{apiVersion: v1, kind: ConfigMap, metadata: {name: beside, namespace: mail}}\n";
    assertThat(
            diff(
                    "kind: ConfigMap, metadata: {name: beside, namespace: mail}}",
                    "kind: Pod, metadata: {name: relay, namespace: mail}, spec: {containers: [{name: c, image: i}]}}\n"
                        + "---\n{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: more, namespace: mail}, spec: {podSelector: {matchLabels: {app: esg}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 192.0.2.0/24}}], ports: [{port: 9100}]}]}}")
                .lines())
        .startsWith(
            "EsgInstance mail/gateway",
            "  opens  Inbound  TCP 9100  192.0.2.0/24  NetworkPolicy mail/more ingress[0]",
            "Workloads",
            "  new: mail/relay");
  }

  @Test
  void a_pod_whose_own_policy_closes_its_way_to_the_gateway_is_named() throws IOException {
    policies =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: relay, namespace: mail, labels: {app: relay}}
        spec: {containers: [{name: relay, image: relay}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: relay, namespace: mail}
        spec: {podSelector: {matchLabels: {app: relay}}, policyTypes: [Egress], egress: [{}]}
        """;
    assertThat(diff("egress: [{}]", "egress: []").lines())
        .containsExactly(
            "EsgInstance mail/gateway",
            "  closes  Inbound  TCP 2525  Pod mail/relay  selected by NetworkPolicy mail/relay, and no rule matches",
            "Workloads",
            "  closes every port from mail/relay to outside 0.0.0.0/0, ::/0");
    assertThat(json("egress: [{}]", "egress: []").at("/instances/0/changes/0/peers"))
        .hasToString("[\"Pod mail/relay\"]");
  }

  @Test
  void json_has_the_lines_of_a_gateway() throws IOException {
    JsonNode json = json("port: 9100", "port: 9101");
    assertThat(json.at("/changed").booleanValue()).isTrue();
    assertThat(json.at("/instances")).hasSize(1);
    assertThat(json.at("/instances/0/instance").textValue()).isEqualTo("EsgInstance mail/gateway");
    assertThat(json.at("/instances/0/state").textValue()).isEqualTo("changed");
    assertThat(json.at("/instances/0/changes")).hasSize(2);
    JsonNode opened = json.at("/instances/0/changes/1");
    assertThat(opened.at("/file").textValue()).endsWith("new.yaml");
    assertThat(opened.at("/line").intValue()).isPositive();
    assertThat(opened.toString())
        .startsWith(
            """
            {"before":"Denied","after":"Allowed","direction":"Inbound","ports":[{"protocol":"TCP","first":9101,"last":9101}],"peers":[{"outside":["10.9.0.0/16"]}],"because":"NetworkPolicy mail/monitoring ingress[0]","""
                .strip());
  }

  @Test
  void json_has_instances_that_come_and_go() throws IOException {
    JsonNode json = json("name: gateway", "name: other");
    assertThat(json.at("/instances"))
        .hasToString(
            """
            [{"instance":"EsgInstance mail/gateway","state":"removed","changes":[]},{"instance":"EsgInstance mail/other","state":"added","changes":[]}]"""
                .strip());
  }

  @Test
  void json_has_the_policies_of_which_nothing_is_known() throws IOException {
    beside("app: gone");
    JsonNode json = json("app: gone", "app: left");
    assertThat(json.at("/changed").booleanValue()).isTrue();
    assertThat(json.at("/idlePolicies")).hasSize(1);
    assertThat(json.at("/idlePolicies/0/policy").textValue())
        .isEqualTo("NetworkPolicy default/policy");
    assertThat(json.at("/idlePolicies/0/file").textValue()).endsWith("new.yaml");
  }

  @Test
  void json_of_the_same_twice_has_no_change() {
    Run run = Run.of("diff", "../docs/check", "../docs/check", "-o", "json");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replaceAll("\\s", ""))
        .isEqualTo(
            """
            {"changed":false,"instances":[],"workloads":{"added":[],"removed":[],"connections":[]},"idlePolicies":[]}""");
  }

  /** The lines for a change of a policy beside a pod that it does not select. */
  private List<String> idle(String before, String after) throws IOException {
    beside("app: gone");
    return diff(before, after).lines();
  }

  private void beside(String selected) {
    gateway =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, labels: {app: web}}
        spec: {containers: [{name: web, image: web}]}
        """;
    policies =
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: policy}
        spec:
          podSelector: {matchLabels: {%s}}
          policyTypes: [Ingress]
        """
            .formatted(selected);
  }

  @Test
  void bad_input_ends_with_2() {
    Run run = Run.of("diff", "../docs/check", "no-such");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("no-such: does not exist");
  }

  private JsonNode json(String before, String after) throws IOException {
    return new ObjectMapper().readTree(diff(before, after, "-o", "json").out());
  }

  private Run diff(String before, String after, String... options) throws IOException {
    Files.writeString(folder.resolve("old.yaml"), gateway + "---\n" + policies);
    Files.writeString(
        folder.resolve("new.yaml"), (gateway + "---\n" + policies).replace(before, after));
    return Run.of(
        Stream.concat(
                Stream.of(
                    "diff",
                    folder.resolve("old.yaml").toString(),
                    folder.resolve("new.yaml").toString()),
                Stream.of(options))
            .toArray(String[]::new));
  }
}
