package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A policy that is not evaluated is reported wherever it may matter, and nowhere else. */
class ForeignPolicyTest {

  /** A policy, and whether it may select the pod mail/esg. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          crd.projectcalico.org/v1 ; NetworkPolicy ; mail ; spec: {selector: "app == 'esg'"}                    ; true
          crd.projectcalico.org/v1 ; NetworkPolicy ; web  ; spec: {selector: "app == 'esg'"}                    ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "app == 'db'"}                         ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "app != 'db' && has(app)"}             ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: 'app in {"db", "esg"} && !has(tier)'}  ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "app not in {'esg'}"}                  ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "has(tier)"}                           ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "!has(app)"}                           ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "all()"}                               ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "all() && app == 'db'"}                ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {}                                                ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "app == 'db' || app starts with 'e'"}  ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {namespaceSelector: "team == 'mail'"}            ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {namespaceSelector: "team == 'web'"}             ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "app == 'esg'", serviceAccountSelector: "x == 'y'"} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "projectcalico.org/namespace == 'mail'"} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "pcns.team == 'mail'"}                ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "projectcalico.org/namespace == 'web'"} ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "projectcalico.org/namespace != 'mail'"} ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "pcns.team == 'web'"}                 ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "pcns.team == 'mail' && app == 'db'"} ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "!has(pcns.stage)"}                   ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "has(pcns.stage)"}                    ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {namespaceSelector: "projectcalico.org/name == 'mail'"} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {namespaceSelector: "projectcalico.org/name in {'web', 'shop'}"} ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {namespaceSelector: "projectcalico.org/other == 'mail'"} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "pcsa.mail == 'yes' && app == 'db'"}  ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "projectcalico.org/orchestrator == 'k8s'"} ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "pcns.team == 'web'"}                  ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "app == 'esg'", namespaceSelector: "team == 'web'"} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "pcsa.mail == 'yes' && has(app)"}     ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "role == 'node'"}                     ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "role == 'node'", applyOnForward: true} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "role == 'node'", applyOnForward: false} ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "role == 'node'", preDNAT: true}      ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "role == 'node'", doNotTrack: true}   ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {types: [Ingress]}                                ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {types: [Egress]}                                 ; false
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {types: [Egress, Ingress]}                        ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {types: [], egress: [{action: Deny}]}             ; true
          """)
  void the_pods_that_it_may_select_are_read(
      String version, String kind, String namespace, String body, boolean selects) {
    assertThat(notEvaluated(version, kind, namespace, body)).isEqualTo(selects);
  }

  /** A policy, and whether it is named where TCP 25 of a node is entered, and where it is left. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {selector: "role == 'node'"}                       ; true ; true
          crd.projectcalico.org/v1 ; GlobalNetworkPolicy ; spec: {types: [Ingress], applyOnForward: true}       ; true ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {types: [Egress]}                                  ; false ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: 'global()'}                    ; true ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: ' '}                           ; true ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: "team == 'web'"}               ; false ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: 'all()'}                       ; false ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: '!has(team)'}                  ; true ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: "team != 'web'"}               ; true ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: "has(projectcalico.org/name) && projectcalico.org/name not in {'kube-system'}"} ; false ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {namespaceSelector: "team == 'a' || !has(b) && has(c)"} ; true ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; spec: {serviceAccountSelector: "mail == 'yes'"}          ; false ; false
          crd.antrea.io/v1beta1 ; ClusterNetworkPolicy ; spec: {appliedTo: [{nodeSelector: {}}], ingress: [{}]} ; true ; false
          crd.antrea.io/v1beta1 ; ClusterNetworkPolicy ; spec: {egress: [{}, {appliedTo: [{nodeSelector: {}}]}]} ; false ; true
          crd.antrea.io/v1beta1 ; ClusterNetworkPolicy ; spec: {appliedTo: [{podSelector: {}}], ingress: [{}]}  ; false ; false
          ingressnodefirewall.openshift.io/v1alpha1 ; IngressNodeFirewall ; spec: {nodeSelector: {}}            ; true ; false
          """)
  void one_for_nodes_is_named_where_a_node_is_an_end(
      String version, String kind, String body, boolean entered, boolean left) {
    World world = Worlds.town(item(version, kind, null, body));
    assertThat(Worlds.rule(world, "203.0.113.9", "192.0.2.2", "TCP/25").notEvaluated())
        .hasSize(entered ? 1 : 0);
    assertThat(Worlds.rule(world, "192.0.2.2", "203.0.113.9", "TCP/25").notEvaluated())
        .hasSize(left ? 1 : 0);
  }

  /** It selects the pod by its labels, and the node on whose network that is. */
  @Test
  void one_that_selects_pods_and_nodes_is_named_once() {
    World world =
        Worlds.town(item("projectcalico.org/v3", "GlobalNetworkPolicy", null, "spec: {}"));
    assertThat(Worlds.rule(world, "203.0.113.9", "agent", "TCP/25").notEvaluated()).hasSize(1);
  }

  @DisplayName("case 23: a ClusterNetworkPolicy of AWS is told, too (aws-network-policy-agent#635)")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {tier: Baseline, subject: {namespaces: {}}, egress: []}                         | true
          {tier: Baseline, subject: {namespaces: {matchLabels: {team: web}}}, egress: []} | false
          {tier: Baseline, egress: []}                                                    | true
          """)
  void a_cluster_network_policy_of_aws_is_told(String spec, boolean selects) {
    assertThat(
            notEvaluated(
                "networking.k8s.aws/v1alpha1", "ClusterNetworkPolicy", null, "spec: " + spec))
        .isEqualTo(selects);
  }

  @Test
  void it_is_named_with_the_ruling_of_either_end() {
    World world = Worlds.town(calico("one", "app == 'esg'"));
    assertThat(Worlds.rule(world, "esg", "db", "TCP/25").notEvaluated())
        .extracting(PolicyRef::toString)
        .containsExactly("projectcalico.org NetworkPolicy mail/one");
    assertThat(Worlds.rule(world, "db", "esg", "TCP/25").notEvaluated()).hasSize(1);
    assertThat(Worlds.rule(world, "db", "site", "TCP/25").notEvaluated()).isEmpty();
  }

  @Test
  void those_of_both_ends_are_named_and_each_once() {
    World world =
        Worlds.town(
            calico("leaving", "app == 'esg'"),
            calico("entering", "app == 'db'"),
            calico("everywhere", "all()"));
    assertThat(Worlds.rule(world, "esg", "db", "TCP/25").notEvaluated())
        .extracting(PolicyRef::name)
        .containsExactlyInAnyOrder("leaving", "entering", "everywhere");
  }

  /** A connection of esg to db: it leaves the one and enters the other. */
  @ParameterizedTest
  @CsvSource({"esg, true", "db, false"})
  void one_that_closes_what_leaves_is_named_at_the_end_that_it_leaves(String app, boolean named) {
    World world =
        Worlds.town(
            "- {apiVersion: cilium.io/v2, kind: CiliumEgressGatewayPolicy, metadata: {name: one}, spec: {selectors: [{podSelector: {matchLabels: {app: %s}}}]}}\n"
                .formatted(app));
    assertThat(Worlds.rule(world, "esg", "db", "TCP/25").notEvaluated()).hasSize(named ? 1 : 0);
    assertThat(Worlds.rule(world, "db", "esg", "TCP/25").notEvaluated()).hasSize(named ? 0 : 1);
  }

  private static String calico(String name, String selector) {
    return "- {apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: %s, namespace: mail}, spec: {selector: \"%s\"}}\n"
        .formatted(name, selector);
  }

  private static boolean notEvaluated(String version, String kind, String namespace, String body) {
    World world = Worlds.town(item(version, kind, namespace, body));
    return !Evaluator.of(world)
        .notEvaluated((Workload) Worlds.end(world, "esg"), Direction.Inbound)
        .isEmpty();
  }

  private static String item(String version, String kind, String namespace, String body) {
    return "- {apiVersion: %s, kind: %s, metadata: {name: one%s}, %s}\n"
        .formatted(version, kind, namespace == null ? "" : ", namespace: " + namespace, body);
  }
}
