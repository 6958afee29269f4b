package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway in a service mesh (istio/istio#52742, linkerd/linkerd2#15246). */
class CheckedMeshTest {
  private static final String LDAP =
      "services: {ldap: {servers: [{podSelector: {matchLabels: {app: ldap}}}]}}";
  private static final String AMBIENT =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: mail, labels: {istio.io/dataplane-mode: ambient}}
      """;

  @Test
  void a_gateway_in_an_ambient_mesh_whose_policies_close_hbone_is_told() {
    Run run = check(instance(""), AMBIENT);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("istio-hbone +Inbound +TCP 15008 .*Denied")
        .contains("istio.io/dataplane-mode: none")
        .doesNotContainPattern("istio-hbone +Outbound");
  }

  @Test
  void where_it_sends_to_pods_of_the_mesh_the_way_out_is_told_as_well() {
    assertThat(check(instance(LDAP), AMBIENT, pod("app: esg"), directory("")).out())
        .containsPattern("istio-hbone +Outbound +TCP 15008 .*Denied");
    assertThat(
            check(
                    instance(LDAP),
                    AMBIENT,
                    pod("app: esg"),
                    directory(", istio.io/dataplane-mode: none"))
                .out())
        .doesNotContainPattern("istio-hbone +Outbound");
  }

  @Test
  void one_that_declares_hbone_is_not() {
    Run run =
        check(
            instance(
                "additionalPaths: [{name: mesh, direction: Inbound, protocol: TCP, port: 15008, application: None, peers: [{namespaceSelector: {matchLabels: {mesh: x}}}]}]"),
            AMBIENT);
    assertThat(run.out()).doesNotContain("istio-hbone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"istio.io/dataplane-mode: none", "istio.io/dataplane-mode: sidecar"})
  void pods_that_stay_out_are_not(String label) {
    Run run = check(instance(""), AMBIENT, pod("app: esg, " + label));
    assertThat(run.out()).doesNotContain("istio-hbone");
  }

  @Test
  void pods_that_are_in_by_a_label_of_their_own_are() {
    assertThat(check(instance(""), pod("app: esg, istio.io/dataplane-mode: ambient")).out())
        .contains("istio-hbone");
    assertThat(check(instance(""), pod("app: esg")).out()).doesNotContain("istio-hbone");
  }

  @Test
  void the_port_of_linkerds_proxy_opens_every_port() {
    Run run =
        check(
            instance(""),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: linkerd, namespace: mail}
            spec:
              podSelector: {matchLabels: {app: esg}}
              policyTypes: [Ingress]
              ingress: [{ports: [{port: 4143, protocol: TCP}]}]
            """);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("NetworkPolicy linkerd opens TCP 4143 from anywhere.", "so this opens them all");
  }

  @Test
  void a_declaration_does_not_narrow_that_port() {
    Run run =
        check(
            instance(
                "additionalPaths: [{name: proxy, direction: Inbound, protocol: TCP, port: 4143, application: None, anywhere: true}]"));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("opens TCP 4143", "so this opens them all");
  }

  private static Run check(String... objects) {
    return Run.on(String.join("---\n", objects), "check", "-");
  }

  private static String pod(String labels) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: gateway-0, namespace: mail, labels: {%s}}
        spec: {containers: [{name: gateway, image: gateway}]}
        """
        .formatted(labels);
  }

  private static String directory(String label) {
    return pod("app: ldap" + label).replace("gateway-0", "ldap");
  }

  private static String instance(String more) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: mail}
        spec:
          podSelector: {matchLabels: {app: esg}}
          %s
        """
        .formatted(more);
  }
}
