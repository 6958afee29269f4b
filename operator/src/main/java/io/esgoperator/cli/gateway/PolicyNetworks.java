package io.esgoperator.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.stream.Stream;

/** The networks in a policy of any kind; an invalid one counts for nothing. */
public final class PolicyNetworks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyNetworks() {}

  public static Stream<Cidr> of(HasMetadata policy) {
    return texts(JSON.<JsonNode>valueToTree(policy).path("spec"))
        .flatMap(text -> Cidr.network(text).stream());
  }

  private static Stream<String> texts(JsonNode node) {
    return node.isTextual()
        ? Stream.of(node.textValue())
        : node.valueStream().flatMap(PolicyNetworks::texts);
  }
}
