package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmbientReadingTest {
  private static final String IN = "labels: {app: esg, istio.io/dataplane-mode: ambient}";
  private static final EsgInstance PLAIN = Instances.withSpec("");
  private static final EsgInstance TO_PODS =
      Instances.withSpec(
          "services: {ldap: {servers: [{podSelector: {matchLabels: {app: ldap}}}]}}");

  @ParameterizedTest
  @ValueSource(
      strings = {IN, "labels: {app: esg}, annotations: {ambient.istio.io/redirection: enabled}"})
  void a_gateway_in_the_mesh_loses_what_its_policy_closes(String metadata) {
    assertThat(told(PLAIN, metadata))
        .singleElement()
        .asString()
        .startsWith("Ingress: no policy on the gateway opens TCP 15008.");
    assertThat(told(TO_PODS, metadata)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"labels: {app: esg}", "labels: {app: esg, istio.io/dataplane-mode: none}"})
  void a_gateway_outside_of_it_loses_nothing(String metadata) {
    assertThat(told(TO_PODS, metadata)).isEmpty();
  }

  @Test
  void an_opening_to_any_peer_is_enough() {
    assertThat(
            told(
                Instances.withSpec(
                    "additionalPaths: [{name: mesh, direction: Inbound, protocol: TCP, port: 15008, application: None, peers: [{namespaceSelector: {matchLabels: {mesh: x}}}]}]"),
                IN))
        .isEmpty();
  }

  @Test
  void without_policies_nothing_is_closed() {
    assertThat(told(Stream.empty(), TO_PODS, IN)).isEmpty();
  }

  private static List<String> told(EsgInstance instance, String metadata) {
    return told(
        Stream.of(NetworkPolicies.of(instance, host -> List.of(), List.of(), Gateway.unknown())),
        instance,
        metadata);
  }

  private static List<String> told(
      Stream<HasMetadata> policies, EsgInstance instance, String metadata) {
    Pod pod =
        Serialization.unmarshal(
            "metadata: {name: gateway-0, namespace: mail, %s}\nspec: {containers: []}"
                .formatted(metadata),
            Pod.class);
    return new AmbientReading(
            PodPolicies.of(WorldReading.of(policies.toList()), "mail", Map.of("app", "esg")))
        .of(instance.getSpec(), new Gateway(List.of(pod), List.of(), List.of()));
  }
}
