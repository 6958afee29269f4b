package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.PolicyRef;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestsTest {
  /** Policies of one name, a line each. */
  private static final String POLICIES =
      """
      {apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: one, namespace: a}, spec: {}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: one, namespace: a}, spec: {podSelector: {}}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: one, namespace: b}, spec: {podSelector: {}}}
      ---
      {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: one}, spec: {priority: 1, subject: {namespaces: {}}}}
      """;

  private static final String OF_CILIUM =
      "---\n{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: one, namespace: a}, spec: {endpointSelector: {}, egress: [{}]}}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NetworkPolicy                   | a | stdin:3
          NetworkPolicy                   | b | stdin:5
          NetworkPolicy                   | c |
          projectcalico.org NetworkPolicy | a | stdin:1
          crd.antrea.io NetworkPolicy     | a |
          AdminNetworkPolicy              |   | stdin:7
          cilium.io CiliumNetworkPolicy   | a | stdin:9
          CiliumNetworkPolicy             | a |
          """)
  void a_policy_is_found_by_its_api_its_namespace_and_its_name(
      String kind, String namespace, String place) throws BadInputException {
    assertThat(
            read(POLICIES + OF_CILIUM)
                .find(new PolicyRef(kind, namespace, "one"))
                .map(Written::places)
                .map(places -> places.start().toString()))
        .isEqualTo(Optional.ofNullable(place));
  }

  @Test
  void a_policy_of_ciliums_shows_that_cilium_enforces() throws BadInputException {
    assertThat(read(POLICIES).showCilium()).isFalse();
    assertThat(read(POLICIES + OF_CILIUM).showCilium()).isTrue();
  }

  @Test
  void services_are_asked_by_their_namespace() throws BadInputException {
    String service =
        "---\n{apiVersion: v1, kind: Service, metadata: {name: s, namespace: %s}, spec: {ports: [{port: 25}]}}\n";
    Manifests all = read(POLICIES + service.formatted("a") + service.formatted("b"));
    assertThat(all.services("a"))
        .singleElement()
        .extracting(one -> one.getMetadata().getNamespace())
        .isEqualTo("a");
    assertThat(all.services("c")).isEmpty();
  }

  @Test
  void objects_of_other_kinds_are_counted() throws BadInputException {
    assertThat(
            read("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n")
                .ignored())
        .containsExactly(Map.entry("ConfigMap", 2));
  }

  @Test
  void what_could_not_be_read_is_told_a_line_each() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            System.out,
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(
            new Manifests(List.of(), Map.of(), List.of("one", "two"), PolicyEngine.Unknown)
                .isAllRead(console))
        .isFalse();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("onetwo");
    assertThat(
            new Manifests(List.of(), Map.of(), List.of(), PolicyEngine.Unknown).isAllRead(console))
        .isTrue();
  }

  private static Manifests read(String text) throws BadInputException {
    return new Inputs(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "default")
        .all(List.of("-"));
  }
}
