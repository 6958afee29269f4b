package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.input.ConnectionKinds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReadingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          v1                                | Pod                            | spec: {containers: [{name: a, image: b}]}                | mail
          v1                                | Namespace                      | spec: {}                                                 | none
          v1                                | Node                           | spec: {}                                                 | none
          policy.networking.k8s.io/v1alpha1 | AdminNetworkPolicy             | spec: {priority: 1, subject: {namespaces: {}}}           | none
          cilium.io/v2                      | CiliumNetworkPolicy            | spec: {endpointSelector: {}, egress: [{}]}                             | mail
          cilium.io/v2                      | CiliumClusterwideNetworkPolicy | spec: {endpointSelector: {}, egress: [{}]}                             | none
          """)
  void an_object_that_names_no_namespace_gets_one_where_its_kind_has_any(
      String apiVersion, String kind, String spec, String namespace) throws Exception {
    assertThat(
            read("{apiVersion: %s, kind: %s, metadata: {name: a}, %s}"
                    .formatted(apiVersion, kind, spec))
                .object()
                .getMetadata()
                .getNamespace())
        .isEqualTo(namespace);
  }

  @ParameterizedTest
  @CsvSource({
    "ingress, 0, 8",
    "ingress, 1, 9",
    "egress, 0, 11",
    "ingress, 2, 2",
    "egressDeny, 0, 2",
    "specs[0].egress, 0, 2",
    "specs[1].egressDeny, 1, 16"
  })
  void a_rule_stands_where_it_is_written_and_any_other_where_its_object_begins(
      String list, int index, int line) throws Exception {
    Written written =
        read(
            """
            # a comment
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata: {name: a}
            spec:
              endpointSelector: {}
              ingress:
              - {}
              - {}
              egress:
              - {}
            specs:
            - {endpointSelector: {}, ingress: [{}]}
            - endpointSelector: {}
              egressDeny: [{},
                {}]
            """);
    assertThat(written.places().rule(list, index)).isEqualTo(new Place("a.yaml", line));
  }

  @Test
  void an_object_is_named_with_its_namespace_where_it_has_one() throws Exception {
    assertThat(read("{apiVersion: v1, kind: Node, metadata: {name: a}}").name())
        .isEqualTo("Node a");
    assertThat(
            read("{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 25}]}}")
                .name())
        .isEqualTo("Service mail/a");
  }

  private static Written read(String text) throws BadInputException {
    return new ManifestReading("mail", new ConnectionKinds())
        .read(new ManifestText("a.yaml", text).manifests().get(0))
        .orElseThrow();
  }
}
