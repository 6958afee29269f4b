package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs for which {@code check} once said that all is well, or said nothing, while it was not. */
class FalseAllClearTest {
  private static final String DENY_ALL =
      """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny-all, namespace: mail}
      spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
      """;

  @TempDir Path folder;

  @Test
  void in_audit_mode_the_operators_policy_opens_nothing() {
    Run run = Run.on(gateway("policy: {enforcement: Audit}") + DENY_ALL, "check", "-");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .startsWith(
            "EsgInstance mail/gateway (stdin:1), in Audit mode, in which the operator writes no policy")
        .filteredOn(line -> line.matches("(smtp|dns|https?|razor2|pyzor|dcc).* anywhere|hosts? .*"))
        .noneMatch(line -> line.contains(" Allowed "));
    assertThat(run.out())
        .contains("Denied    selected by NetworkPolicy mail/deny-all, and no rule matches")
        .doesNotContain(" Allowed ");
  }

  @Test
  void in_audit_mode_a_policy_of_the_operator_that_is_left_counts_for_nothing() {
    String left =
        Run.on(gateway(""), "render", "-").out().replaceFirst("(?m)^apiVersion", "---\napiVersion");
    Run run = Run.on(gateway("policy: {enforcement: Audit}") + DENY_ALL + left, "check", "-");
    assertThat(run.out()).contains(" Denied ").doesNotContain(" Allowed ");
  }

  @Test
  void in_audit_mode_another_teams_policy_closes_what_nothing_opens() throws IOException {
    String gateway = gateway("policy: {enforcement: Audit}");
    Path before = Files.writeString(folder.resolve("before.yaml"), gateway);
    Path after = Files.writeString(folder.resolve("after.yaml"), gateway + DENY_ALL);
    Run run = Run.of("diff", before.toString(), after.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("closes  Outbound", "closes  Inbound", "deny-all");
  }

  @Test
  void in_audit_mode_the_rendered_policy_says_that_none_is_written() {
    assertThat(Run.on(gateway("policy: {enforcement: Audit}"), "render", "-").out())
        .startsWith(
            "# Not written while spec.policy.enforcement is Audit: this is what Enforce would write.\n");
    assertThat(Run.on(gateway(""), "render", "-").out()).doesNotContain("Not written");
  }

  /** A NetworkPolicy's part, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: {podSelector: {}, policyType: [Egress]}                                            | spec.policyType is no field there: write one of egress, ingress, podSelector, policyTypes.
          spec: {podSelector: {}, policyTypes: [egress]}                                           | spec.policyTypes[0] is not one of Egress, Ingress: write it so.
          spec: {podSelector: {matchExpressions: [{key: app, operator: in, values: [a]}]}}         | spec.podSelector.matchExpressions[0].operator is not one of DoesNotExist, Exists, In, NotIn: write it so.
          spec: {podSelector: {matchExpressions: [{key: app, operator: Exists, values: [a]}]}}     | spec.podSelector.matchExpressions[0].values does not fit Exists: leave it out.
          spec: {podSelector: {matchExpressions: [{key: app, operator: In}]}}                      | spec.podSelector.matchExpressions[0].values is missing: write at least one for In.
          spec: {podSelector: {matchLabels: {app: x y!}}}                                          | spec.podSelector.matchLabels.app is no label's value: write letters, digits, dashes, dots and underscores, 63 at most, such as mail-gateway.
          spec: {podSelector: {matchLabels: {app: '{{ .Values.x }}'}}}                             | spec.podSelector.matchLabels.app is no label's value: write letters, digits, dashes, dots and underscores, 63 at most, such as mail-gateway.
          spec: {podSelector: {matchLabels: {a/b/c: x}}}                                           | spec.podSelector.matchLabels.a/b/c is no label's key: write it like app or example.com/app.
          podSelector: {}; spec: {podSelector: {}}                                                 | podSelector is no field there: write one of apiVersion, kind, metadata, spec.
          spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/33}}]}]}                | spec.egress[0].to[0].ipBlock.cidr is no network: write it like 10.0.0.0/8 or 2001:db8::/32.
          spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10/8}}]}]}                       | spec.egress[0].to[0].ipBlock.cidr is no network: write it like 10.0.0.0/8 or 2001:db8::/32.
          spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.1.2.3/8}}]}]}                 | spec.egress[0].to[0].ipBlock.cidr has bits behind its prefix: write 10.0.0.0/8.
          spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 'fe80::%eth0/64'}}]}]}           | spec.egress[0].to[0].ipBlock.cidr is no network: write it like 10.0.0.0/8 or 2001:db8::/32.
          spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/9]}}]}]} | spec.egress[0].to[0].ipBlock.except[0] is no smaller part of 10.0.0.0/8: write a network inside it.
          spec: {podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]}]} | spec.egress[0].to[0].ipBlock stands beside a selector: write a peer of its own for it.
          spec: {podSelector: {}, egress: [{to: [{}]}]}                                            | spec.egress[0].to[0] names no peer: write podSelector, namespaceSelector or ipBlock.
          spec: {podSelector: {}, egress: [{ports: [{port: 25, endPort: 20}]}]}                    | spec.egress[0].ports[0].endPort is below port: write the last port of the range.
          spec: {podSelector: {}, egress: [{ports: [{port: smtp, endPort: 20}]}]}                  | spec.egress[0].ports[0].endPort needs a port that is a number: write the first one in port.
          spec: {podSelector: {}, egress: [{ports: [{protocol: tcp, port: 25}]}]}                  | spec.egress[0].ports[0].protocol is not one of SCTP, TCP, UDP: write it so.
          spec: {podSelector: {}, egress: [{ports: [{protocol: ICMP}]}]}                           | spec.egress[0].ports[0].protocol is not one of SCTP, TCP, UDP: write it so.
          spec: {podSelector: {}, egress: [{ports: [{port: '25'}]}]}                               | spec.egress[0].ports[0].port is no port's name: write lower-case letters, digits and single dashes, 15 at most, such as smtp.
          """)
  void what_a_server_would_refuse_is_refused_by_field(String part, String sentence) {
    assertRefused(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: other}\n"
            + part.replace("; ", "\n"),
        sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {apiVersion: v1, kind: NetworkPolicy, metadata: {name: a}}                                               | the apiVersion v1 of a NetworkPolicy is not known: write networking.k8s.io/v1.
          {apiVersion: networking.k8s.io, kind: NetworkPolicy, metadata: {name: a}}                                | the apiVersion networking.k8s.io of a NetworkPolicy is not known: write networking.k8s.io/v1.
          {apiVersion: v1, kind: Deployment, metadata: {name: a}}                                                  | the apiVersion v1 of a Deployment is not known: write apps/v1.
          {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a_b}, spec: {podSelector: {}}}  | metadata.name is no name: write lower-case letters, digits, dashes and dots, such as gateway.
          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: BaselineAdminNetworkPolicy, metadata: {name: b}, spec: {subject: {namespaces: {}}}} | Only one baseline admin network policy with metadata.name="default" can be created in the cluster.
          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: a}, spec: {priority: 1, subject: {namespaces: {}}, egress: [{action: Allow, to: [{networks: [0.0.0.0/0]}]}, {action: allow, to: [{networks: [0.0.0.0/0]}]}]}} | spec.egress[1].action is not one of Allow, Deny, Pass: write it so.
          """)
  void an_object_in_another_group_or_with_a_wrong_value_is_refused(String text, String sentence) {
    assertRefused(text, sentence);
  }

  /** The rest of a policy's metadata, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          finalizers: [x y]                                                                         | metadata.finalizers[0] is no finalizer: write it like example.com/cleanup.
          generation: -1                                                                            | metadata.generation is not within 0 to 9223372036854775807: write a number that is.
          ownerReferences: [{apiVersion: v1, kind: Pod, name: b, uid: ''}]                          | metadata.ownerReferences[0].uid is missing: write it.
          ownerReferences: [{apiVersion: v1, kind: Event, name: b, uid: c}]                         | metadata.ownerReferences[0] is an Event, which owns nothing: remove it.
          ownerReferences: [{apiVersion: v1, kind: Pod, name: b, uid: c, controller: true}, {apiVersion: v1, kind: Pod, name: d, uid: e, controller: true}] | metadata.ownerReferences have more than one controller: leave controller out in all but one.
          annotations: {a: LONG}                                                                    | metadata.annotations have more than 262144 bytes: shorten them.
          """)
  void metadata_that_a_server_would_refuse_is_refused_by_field(String part, String sentence) {
    assertRefused(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec: {podSelector: {}}\nmetadata: {name: other, %s}"
            .formatted(part.replace("LONG", "x".repeat(262_144))),
        sentence);
  }

  private static void assertRefused(String object, String sentence) {
    Run run = checked("---\n" + object + "\n");
    assertThat(run.err()).matches("stdin:\\d+: .*").endsWith(": " + sentence);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  /**
   * Policies that are not evaluated: a path that they may close, and one that they do not touch.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {apiVersion: crd.antrea.io/v1beta1, kind: ClusterNetworkPolicy, metadata: {name: a}, spec: {priority: 5, appliedTo: [{namespaceSelector: {}}], egress: [{action: Drop}]}} | smtp-out | crd.antrea.io ClusterNetworkPolicy a
          {apiVersion: k8s.ovn.org/v1, kind: EgressFirewall, metadata: {name: default, namespace: mail}, spec: {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]}}             | smtp-out | k8s.ovn.org EgressFirewall mail/default
          {apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: a, namespace: mail}, spec: {}}                                                              | smtp-in  | security.istio.io AuthorizationPolicy mail/a
          {apiVersion: k8s.ovn.org/v1, kind: UserDefinedNetwork, metadata: {name: a, namespace: mail}, spec: {topology: Layer3, layer3: {role: Primary}}}                            | smtp-out | k8s.ovn.org UserDefinedNetwork mail/a
          {apiVersion: k8s.cni.cncf.io/v1beta1, kind: MultiNetworkPolicy, metadata: {name: a, namespace: mail}, spec: {podSelector: {}}} | smtp-in | k8s.cni.cncf.io MultiNetworkPolicy mail/a
          {apiVersion: network.openshift.io/v1, kind: EgressNetworkPolicy, metadata: {name: a, namespace: mail}, spec: {egress: []}}                                                 | smtp-out | network.openshift.io EgressNetworkPolicy mail/a
          {apiVersion: example.com/v1, kind: TenantNetworkPolicy, metadata: {name: a, namespace: mail}, spec: {}}                                                                    | smtp-out | example.com TenantNetworkPolicy mail/a
          """)
  void what_is_not_evaluated_and_may_close_a_path_is_named(
      String policy, String path, String name) {
    Run run = checked("---\n" + policy + "\n");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .anyMatch(
            line ->
                line.matches(path + " .* Unclear .*")
                    && line.contains(name + " may say otherwise and is not evaluated"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {apiVersion: k8s.ovn.org/v1, kind: EgressFirewall, metadata: {name: default, namespace: shop}, spec: {egress: []}}
          {apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: a, namespace: mail}, spec: {selector: {matchLabels: {app: web}}}}
          {apiVersion: projectcalico.org/v3, kind: StagedNetworkPolicy, metadata: {name: a, namespace: mail}, spec: {selector: all()}}
          {apiVersion: kyverno.io/v1, kind: ClusterPolicy, metadata: {name: a}, spec: {}}
          """)
  void what_cannot_touch_the_gateway_makes_nothing_unclear(String policy) {
    Run run = checked("---\n" + policy + "\n");
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void a_network_without_all_of_its_parts_opens_nothing() {
    Run run =
        checked(
            """
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: other, namespace: mail}
                spec:
                  podSelector: {}
                  ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/9, 10.128.0.0/9]}}], ports: [{port: 22}]}]
                """);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  @Test
  void an_opening_names_the_selectors_and_the_exceptions() {
    Run run =
        checked(
            """
                ---
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: other, namespace: mail}
                spec:
                  podSelector: {}
                  ingress:
                    - from:
                        - podSelector: {matchLabels: {app: web}}
                        - {namespaceSelector: {matchLabels: {team: ops}}, podSelector: {}}
                        - ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}
                      ports: [{port: 22}]
                """);
    assertThat(run.out())
        .contains(
            "opens TCP 22 from pods app=web of namespace mail, all pods of namespaces team=ops, 10.0.0.0/8 except 10.1.0.0/16.");
  }

  @Test
  void a_replication_controllers_pods_are_read() {
    Run run =
        checked(
            """
                ---
                apiVersion: v1
                kind: ReplicationController
                metadata: {name: esg, namespace: mail}
                spec: {selector: {app: esg}, template: {metadata: {labels: {app: esg}}, spec: {hostNetwork: true, containers: [{name: a, image: b}]}}}
                """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("node's network");
  }

  @ParameterizedTest
  @CsvSource({
    "apps.openshift.io/v1, DeploymentConfig",
    "argoproj.io/v1alpha1, Rollout",
    "apps.kruise.io/v1alpha1, CloneSet",
    "apps.kruise.io/v1beta1, StatefulSet"
  })
  void the_pods_of_a_custom_workload_are_read(String apiVersion, String kind) {
    Run run =
        checked(
            """
                ---
                apiVersion: %s
                kind: %s
                metadata: {name: esg, namespace: mail}
                spec: {template: {metadata: {labels: {app: esg}}, spec: {hostNetwork: true, containers: [{name: a, image: b}]}}}
                """
                .formatted(apiVersion, kind));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("node's network");
  }

  @Test
  void a_folder_behind_a_link_is_read() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Files.writeString(real.resolve("gateway.yaml"), gateway(""));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertThat(Run.of("check", link.toString()).exitCode()).isZero();
  }

  @Test
  void a_finding_about_a_policy_that_is_not_evaluated_stands_at_its_line() {
    Run run =
        checked(
            """
                ---
                apiVersion: projectcalico.org/v3
                kind: NetworkPolicy
                metadata: {name: other, namespace: mail}
                spec: {types: [Ingress]}
                """);
    assertThat(run.lines()).anyMatch(line -> line.startsWith("stdin:6: smtp-in "));
  }

  private static Run checked(String besideTheGateway) {
    return Run.on(gateway("") + besideTheGateway, "check", "-");
  }

  private static String gateway(String more) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: mail}
        spec: {podSelector: {matchLabels: {app: esg}}%s}
        """
        .formatted(more.isEmpty() ? "" : ", " + more);
  }
}
