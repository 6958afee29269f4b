package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.manifest.JudgedSpec;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/** What a real API server makes of a spec and of the policy that follows from it; nothing stays. */
record RandomSpecTrial(Cluster cluster, String namespace) {
  /**
   * Asks whether a spec is taken, and compares that with what the offline commands say.
   *
   * @return the instance with the API server's defaults; empty where both refuse it
   */
  Optional<EsgInstance> of(JudgedSpec judged) {
    try {
      GenericKubernetesResource taken =
          cluster.client().resource(resource(judged.spec())).dryRun().create();
      assertThat(judged.refusal()).as("the API server took %s", judged.spec()).isEmpty();
      return Optional.of(Serialization.unmarshal(Serialization.asJson(taken), EsgInstance.class));
    } catch (KubernetesClientException refused) {
      assertThat(refused.getCode()).as(refused.getMessage()).isIn(400, 422);
      assertThat(judged.refusal())
          .as("%s refused %s", refused.getMessage(), judged.spec())
          .hasValueSatisfying(
              refusal -> {
                assertThat(refusal.sentence()).startsWith(refusal.field()).endsWith(".");
                assertThat(refused.getMessage()).contains(refusal.field());
              });
      return Optional.empty();
    }
  }

  /** Whether the policy is taken; labels that are none are the only reason why not. */
  boolean takesThePolicyOf(EsgInstance instance) {
    try {
      cluster
          .client()
          .resource(
              NetworkPolicies.of(
                  instance, host -> List.of("198.51.100.62"), List.of(), Gateway.unknown()))
          .dryRun()
          .create();
      return true;
    } catch (KubernetesClientException refused) {
      assertThat(refused.getMessage())
          .as(Serialization.asJson(instance.getSpec()))
          .containsPattern("[pP]odSelector|namespaceSelector");
      return false;
    }
  }

  private GenericKubernetesResource resource(JsonNode spec) {
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    resource.put("apiVersion", "esg-operator.io/v1alpha1").put("kind", "EsgInstance");
    resource.putObject("metadata").put("name", "random").put("namespace", namespace);
    return Serialization.unmarshal(
        resource.set("spec", spec).toString(), GenericKubernetesResource.class);
  }
}
