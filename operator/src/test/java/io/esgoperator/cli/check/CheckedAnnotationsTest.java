package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Annotations by which pods lose connections, without any policy. */
class CheckedAnnotationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          config.linkerd.io/default-inbound-policy: deny, linkerd.io/inject: enabled | smtp-in
          consul.hashicorp.com/connect-inject: 'true'                                | smtp-in
          ovn.kubernetes.io/security_groups: mail                                    | smtp-in
          ovn.kubernetes.io/security_groups: mail                                    | smtp-out
          v1.multus-cni.io/default-network: other                                    | smtp-out
          """)
  void of_the_gateways_pods_make_a_path_unclear(String annotations, String path) {
    Run run = CheckedGateway.beside(pod(annotations));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern(
            path + " .* Unclear .*; annotation \\S+ of Pod mail/esg may say otherwise and is not");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          config.linkerd.io/default-inbound-policy: cluster-authenticated | smtp-in
          k8s.ovn.org/routing-external-gws: 10.0.0.1                      | smtp-out
          """)
  void of_its_namespace_too(String annotations, String path) {
    assertThat(CheckedGateway.beside(namespace("mail", annotations)).out())
        .containsPattern(path + " .* Unclear .*; annotation \\S+ of Namespace mail may say");
    assertThat(CheckedGateway.beside(namespace("web", annotations)).exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          config.linkerd.io/default-inbound-policy: audit
          config.linkerd.io/default-inbound-policy: all-unauthenticated
          config.linkerd.io/default-inbound-policy: deny, linkerd.io/inject: disabled
          consul.hashicorp.com/connect-inject: 'false'
          kubernetes.io/egress-bandwidth: 10M
          """)
  void that_close_nothing_leave_it_clear(String annotations) {
    assertThat(CheckedGateway.beside(pod(annotations)).exitCode()).isZero();
  }

  @Test
  void of_other_pods_do_not_concern_it() {
    String other = pod("v1.multus-cni.io/default-network: other").replace("app: esg", "app: db");
    assertThat(CheckedGateway.beside(other).exitCode()).isZero();
  }

  private static String pod(String annotations) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: esg, namespace: mail, labels: {app: esg}, annotations: {%s}}
        spec: {containers: [{name: esg, image: esg}]}
        """
        .formatted(annotations);
  }

  private static String namespace(String name, String annotations) {
    return "apiVersion: v1\nkind: Namespace\nmetadata: {name: %s, annotations: {%s}}\n"
        .formatted(name, annotations);
  }
}
