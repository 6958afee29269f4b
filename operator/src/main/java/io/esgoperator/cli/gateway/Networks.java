package io.esgoperator.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The networks in a policy of any kind. */
public final class Networks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Networks() {}

  public static Stream<Cidr> of(HasMetadata policy) {
    List<Cidr> networks = new ArrayList<>();
    collect(JSON.<JsonNode>valueToTree(policy).path("spec"), networks);
    return networks.stream();
  }

  private static void collect(JsonNode node, List<Cidr> networks) {
    if (node.isTextual()) {
      network(node.textValue()).ifPresent(networks::add);
    }
    node.forEach(part -> collect(part, networks));
  }

  /**
   * Empty for other text with a slash, such as a label, and for an invalid network, which the
   * evaluator ignores too.
   */
  private static Optional<Cidr> network(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !Cidr.isLiteral(text.substring(0, slash))) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cidr.parse(text));
    } catch (IllegalArgumentException unsound) {
      return Optional.empty();
    }
  }
}
