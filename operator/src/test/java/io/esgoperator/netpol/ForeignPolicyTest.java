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
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {}                                                ; true
          projectcalico.org/v3 ; NetworkPolicy ; mail ; spec: {selector: "app == 'db' || app starts with 'e'"}  ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {namespaceSelector: "team == 'mail'"}            ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {namespaceSelector: "team == 'web'"}             ; false
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "app == 'esg'", serviceAccountSelector: "x == 'y'"} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "projectcalico.org/namespace == 'mail'"} ; true
          projectcalico.org/v3 ; GlobalNetworkPolicy ; ; spec: {selector: "pcns.team == 'mail'"}                ; true
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
    World world =
        Worlds.town(
            "- {apiVersion: %s, kind: %s, metadata: {name: one%s}, %s}\n"
                .formatted(
                    version, kind, namespace == null ? "" : ", namespace: " + namespace, body));
    return !Evaluator.of(world)
        .notEvaluated((Workload) Worlds.end(world, "esg"), Direction.Inbound)
        .isEmpty();
  }
}
