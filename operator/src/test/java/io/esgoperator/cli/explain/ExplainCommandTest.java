package io.esgoperator.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
  static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: db-0, namespace: a, labels: {app: db}, ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true}]}
      spec: {containers: [{name: c, image: i}]}
      status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: a, labels: {app: web}}
      spec: {containers: [{name: c, image: i}]}
      status: {podIPs: [{ip: 10.0.0.2}, {ip: 'fd00::2'}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: agent, namespace: a, labels: {app: agent}}
      spec: {hostNetwork: true, containers: [{name: c, image: i}]}
      status: {podIPs: [{ip: 192.0.2.1}]}
      """;
  static final String POLICY =
      """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: db, namespace: a}
      spec:
        podSelector: {matchLabels: {app: db}}
        policyTypes: [Ingress]
        ingress:
          - from: [{podSelector: {matchLabels: {app: web}}}]
            ports: [{port: 5432}]
      """;
  private static final String ADMIN =
      """
      ---
      apiVersion: policy.networking.k8s.io/v1alpha1
      kind: AdminNetworkPolicy
      metadata: {name: deny}
      spec:
        priority: 1
        subject: {namespaces: {}}
        egress:
          - {action: Pass, to: [{namespaces: {}}], ports: [{portNumber: {port: 5432}}]}
          - {action: Deny, to: [{namespaces: {}}]}
      """;

  static Run explain(String input, String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "explain";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "-";
    return Run.on(input, all);
  }

  @Test
  void an_allowed_connection_is_proved_at_both_ends_tier_by_tier() {
    assertThat(explain(PODS + POLICY + ADMIN, "a/web", "a/db", "tcp/5432").out())
        .isEqualTo(
            """
            Pod a/web to Pod a/db-0, TCP 5432, both families: Allowed

            Egress of Pod a/web: Allowed, selected by AdminNetworkPolicy deny, and no rule decides
              TIER   POLICY                   RULE       SAYS  AT
              Admin  AdminNetworkPolicy deny  egress[0]  pass  stdin:29, rule in line 36
              Admin  AdminNetworkPolicy deny  egress[1]  deny  stdin:29, rule in line 37

            Ingress of Pod a/db-0: Allowed, NetworkPolicy a/db ingress[0]
              TIER           POLICY              RULE        SAYS            AT
              NetworkPolicy  NetworkPolicy a/db  ingress[0]  allow, decides  stdin:19, rule in line 26
            """);
  }

  @Test
  void a_denied_one_says_what_would_open_it() {
    Run run = explain(PODS + POLICY, "a/web", "10.0.0.1", "tcp/25");
    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .startsWith("Pod a/web to Pod a/db-0, TCP 25, both families: Denied")
        .endsWith(
            "To open it, give NetworkPolicy a/db (stdin:19) an ingress rule for TCP 25 from Pod a/web.");
  }

  @Test
  void a_rule_that_denies_is_named_with_its_line() {
    assertThat(explain(PODS + POLICY + ADMIN, "a/web", "a/db", "udp/53").lines())
        .endsWith(
            "To open it, take the connection out of AdminNetworkPolicy deny egress[1] (stdin:37), or put an egress rule for UDP 53 to Pod a/db-0 before it that allows it; and give NetworkPolicy a/db (stdin:19) an ingress rule for UDP 53 from Pod a/web.");
  }

  @Test
  void what_the_lowest_tier_denies_a_network_policy_may_open() {
    String baseline =
        """
        ---
        apiVersion: policy.networking.k8s.io/v1alpha1
        kind: BaselineAdminNetworkPolicy
        metadata: {name: default}
        spec: {subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}
        """;
    assertThat(explain(PODS + baseline, "a/db", "a/web", "tcp/80").lines())
        .endsWith(
            "To open it, take the connection out of BaselineAdminNetworkPolicy default ingress[0] (stdin:22), or put an ingress rule for TCP 80 from Pod a/db-0 before it that allows it, or select Pod a/web by a NetworkPolicy with such a rule.");
  }

  @Test
  void an_unclear_one_says_what_is_not_known() {
    String policy =
        POLICY.replace(
            "{podSelector: {matchLabels: {app: web}}}",
            "{namespaceSelector: {matchLabels: {team: x}}}");
    assertThat(explain(PODS + policy, "a/web", "a/db", "tcp/5432").lines())
        .startsWith("Pod a/web to Pod a/db-0, TCP 5432, both families: Unclear")
        .endsWith(
            "To decide it, find out what is not known: NetworkPolicy a/db ingress[0]: the label team of namespace a is not known.");
  }

  @Test
  void a_policy_that_is_not_evaluated_makes_it_unclear() {
    String calico =
        """
        ---
        apiVersion: projectcalico.org/v3
        kind: NetworkPolicy
        metadata: {name: c, namespace: a}
        spec: {selector: "app == 'web'", types: [Egress]}
        """;
    assertThat(explain(PODS + calico, "a/web", "192.0.2.9", "tcp/25").lines())
        .startsWith("Pod a/web to 192.0.2.9, TCP 25, IPv4: Unclear")
        .endsWith(
            "projectcalico.org NetworkPolicy a/c (stdin:19) may say otherwise and is not evaluated.",
            "",
            "To decide it, read projectcalico.org NetworkPolicy a/c, whose kind is not evaluated.");
  }

  @Test
  void a_policy_of_cilium_is_named_with_the_line_of_its_rule() {
    String cilium =
        """
        ---
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: c, namespace: a}
        specs:
        - endpointSelector: {matchLabels: {app: web}}
          egress: [{toEntities: [world], toPorts: [{ports: [{port: "25"}]}]}]
        - endpointSelector: {}
          egressDeny:
          - toCIDR: [192.0.2.9/32]
        """;
    assertThat(explain(PODS + cilium, "a/web", "192.0.2.8", "tcp/25").lines())
        .startsWith("Pod a/web to 192.0.2.8, TCP 25, IPv4: Allowed")
        .anyMatch(
            line ->
                line.matches(
                    " *NetworkPolicy +cilium.io CiliumNetworkPolicy a/c +specs\\[0].egress\\[0] +allow, decides +stdin:19, rule in line 24"));
    assertThat(explain(PODS + cilium, "a/web", "192.0.2.8", "tcp/80").lines())
        .endsWith(
            "To open it, give cilium.io CiliumNetworkPolicy a/c (stdin:19) an egress rule for TCP 80 to 192.0.2.8.");
    assertThat(explain(PODS + cilium, "a/web", "192.0.2.9", "tcp/25").lines())
        .endsWith(
            "To open it, take the connection out of cilium.io CiliumNetworkPolicy a/c specs[1].egressDeny[0] (stdin:27), since no other rule opens it.");
  }

  @Test
  void families_that_differ_are_explained_apart() {
    String policy =
        POLICY.replace("{podSelector: {matchLabels: {app: web}}}", "{ipBlock: {cidr: 10.0.0.0/8}}");
    assertThat(explain(PODS + policy, "a/web", "a/db", "tcp/5432", "--engine", "other").lines())
        .filteredOn(line -> line.startsWith("Pod a/web"))
        .containsExactly(
            "Pod a/web to Pod a/db-0, TCP 5432, IPv4: Allowed",
            "Pod a/web to Pod a/db-0, TCP 5432, IPv6: Denied");
  }

  @Test
  void the_address_of_a_service_is_refused_with_the_pods_behind_it() {
    String service =
        """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: db, namespace: a}
        spec: {clusterIP: 10.96.0.5, selector: {app: db}, ports: [{port: 80, targetPort: 5432}]}
        """;
    Run run = explain(PODS + POLICY + service, "a/web", "10.96.0.5", "tcp/80");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "10.96.0.5: is the address of Service a/db, and policies see the pods behind it: name a/db-0, and the port there.");
    assertThat(explain(PODS + POLICY + service, "a/web", "10.96.0.6", "tcp/80").exitCode())
        .isZero();
  }

  @Test
  void pods_of_another_namespace_are_not_behind_a_service() {
    assertThat(
            explain(
                    PODS
                        + """
                        ---
                        apiVersion: v1
                        kind: Service
                        metadata: {name: db, namespace: b}
                        spec: {clusterIP: 10.96.0.5, selector: {app: db}, ports: [{port: 80, targetPort: 5432}]}
                        """,
                    "a/web",
                    "10.96.0.5",
                    "tcp/80")
                .err())
        .endsWith("policies see the pods behind it: name one of them, and the port there.");
  }

  @Test
  void each_policy_has_its_own_rules_and_a_rule_in_its_line_no_other_one() {
    assertThat(
            explain(
                    PODS
                        + POLICY
                        + """
                        ---
                        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: one, namespace: a}, spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}}
                        """,
                    "a/web",
                    "a/db",
                    "tcp/5432")
                .lines())
        .map(line -> line.strip().replaceAll(" +", " "))
        .endsWith(
            "TIER POLICY RULE SAYS AT",
            "NetworkPolicy NetworkPolicy a/db ingress[0] allow, decides stdin:19, rule in line 26",
            "NetworkPolicy NetworkPolicy a/one ingress[0] allow stdin:29");
  }

  @Test
  void where_no_policy_applies_there_is_no_table() {
    assertThat(explain(PODS + POLICY, "a/agent", "a/agent", "tcp/25").lines())
        .containsExactly(
            "Pod a/agent to Pod a/agent, TCP 25, IPv4: Allowed",
            "",
            "Egress of Pod a/agent: Allowed, a pod always reaches itself",
            "",
            "Ingress of Pod a/agent: Allowed, a pod always reaches itself");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a/no a/db tcp/25 -       | a/no: is no workload here: write NAMESPACE/NAME of one, or an address.
          a/db nowhere tcp/25 -    | nowhere: is no workload here: write NAMESPACE/NAME of one, or an address.
          a/web a/db smtp -        | 'smtp' is no port: write tcp, udp or sctp, a slash and a number from 1 to 65535, such as tcp/25.
          192.0.2.7 2001:db8::1 tcp/25 - | 192.0.2.7 and 2001:db8::1 have no address family in common: name two ends that have.
          a/web a/db tcp/25        | esg-operator: there must be either files or --live: write explain FROM TO PORT FILE... or explain FROM TO PORT --live.
          a/web a/db               | "PORT is missing: write explain FROM TO PORT FILE|DIR|-, or see explain --help."
          """)
  void bad_input_ends_with_one_sentence(String words, String sentence) {
    Run run = Run.on(PODS, ("explain " + words).split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo(sentence);
    assertThat(List.of(run.out())).containsExactly("");
  }
}
