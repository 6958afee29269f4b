package io.esgoperator.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The networks in a policy of any kind; an invalid one counts for nothing. */
public final class PolicyNetworks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyNetworks() {}

  public static Stream<Cidr> of(HasMetadata policy) {
    List<Cidr> networks = new ArrayList<>();
    collect(JSON.<JsonNode>valueToTree(policy).path("spec"), networks);
    return networks.stream();
  }

  private static void collect(JsonNode node, List<Cidr> networks) {
    if (node.isTextual()) {
      Cidr.network(node.textValue()).ifPresent(networks::add);
    }
    node.forEach(part -> collect(part, networks));
  }
}
