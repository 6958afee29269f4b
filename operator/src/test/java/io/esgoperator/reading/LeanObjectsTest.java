package io.esgoperator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeanObjectsTest {
  private static final JsonMapper PLAIN = JsonMapper.builder().build();
  private static final JsonMapper LEAN = JsonMapper.builder().addModule(new LeanObjects()).build();

  private static final String POLICY =
      """
      {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
       "metadata": {"name": "one", "namespace": "mail", "labels": {"a": "b", "c": "d"}},
       "spec": {"podSelector": {"matchLabels": {"app": "web"}}, "policyTypes": ["Ingress"],
                "ingress": [{"from": [{"podSelector": {}}, {"ipBlock": {"cidr": "10.0.0.0/8"}}], "ports": [{"port": 80, "protocol": "TCP"}]}]}}
      """;

  private static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "one", "labels": {"app": "web"}},
       "spec": {"hostNetwork": true, "containers": [{"name": "c", "image": "i", "ports": [{"containerPort": 80}, {"containerPort": 81}]}]},
       "status": {"podIPs": [{"ip": "10.0.0.1"}]}}
      """;

  private static final String CUSTOM =
      """
      {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"name": "one"}, "spec": {"endpointSelector": {}}}
      """;

  @Test
  void an_object_is_what_it_would_be_without() throws JsonProcessingException {
    assertSame(POLICY, NetworkPolicy.class);
    assertSame(POD, Pod.class);
    assertSame(CUSTOM, GenericKubernetesResource.class);
  }

  private static <T extends KubernetesResource> void assertSame(String text, Class<T> type)
      throws JsonProcessingException {
    assertThat(LEAN.readValue(text, type)).isEqualTo(PLAIN.readValue(text, type));
  }

  @Test
  void what_is_empty_is_there_once_for_all() throws JsonProcessingException {
    NetworkPolicy policy = LEAN.readValue(POLICY, NetworkPolicy.class);
    assertThat(policy.getAdditionalProperties())
        .isSameAs(policy.getSpec().getAdditionalProperties())
        .isSameAs(policy.getMetadata().getAdditionalProperties());
    assertThat(policy.getMetadata().getFinalizers()).isSameAs(policy.getSpec().getEgress());
  }

  @Test
  void a_text_that_many_objects_have_is_there_once() throws JsonProcessingException {
    NetworkPolicy one = LEAN.readValue(POLICY, NetworkPolicy.class);
    NetworkPolicy other = LEAN.readValue(POLICY, NetworkPolicy.class);
    assertThat(one.getMetadata().getNamespace()).isSameAs(other.getMetadata().getNamespace());
    assertThat(one.getSpec().getPolicyTypes().get(0))
        .isSameAs(other.getSpec().getPolicyTypes().get(0));
    assertThat(one.getSpec().getPodSelector().getMatchLabels().get("app"))
        .isSameAs(other.getSpec().getPodSelector().getMatchLabels().get("app"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not an object", "[]", "{\"spec\": {\"podSelector\": 1}}"})
  void what_is_no_object_is_a_fault_as_it_would_be_without(String text) {
    assertThat(fault(LEAN, text)).isEqualTo(fault(PLAIN, text));
  }

  private static String fault(JsonMapper mapper, String text) {
    try {
      return mapper.readValue(text, NetworkPolicy.class).toString();
    } catch (JsonProcessingException fault) {
      return fault.getOriginalMessage();
    }
  }
}
