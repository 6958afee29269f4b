package io.esgoperator.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.stream.Stream;

/**
 * The policy that the operator wrote, of either kind.
 *
 * @param spec as the API server has it
 */
public record StandingPolicy(ObjectMeta metadata, JsonNode spec) {
  static StandingPolicy of(GenericKubernetesResource policy) {
    return new StandingPolicy(
        policy.getMetadata(),
        new ObjectMapper().valueToTree(policy.getAdditionalProperties().get("spec")));
  }

  /** The ports that it opens to the gateway. */
  public List<Integer> openIn() {
    return ports("ingress");
  }

  /** The ports that it opens from the gateway. */
  public List<Integer> openOut() {
    return ports("egress");
  }

  /** A CiliumNetworkPolicy has them one level deeper, in {@code toPorts}, as text. */
  private List<Integer> ports(String direction) {
    return Stream.of(spec.path(direction))
        .flatMap(rules -> rules.findValues("port").stream())
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asInt)
        .toList();
  }
}
