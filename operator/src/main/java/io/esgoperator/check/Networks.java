package io.esgoperator.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.catalog.Cidr;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The networks that a policy names, whatever its kind. */
final class Networks {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Networks() {}

  static Stream<Cidr> of(HasMetadata policy) {
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
   * Labels have slashes, too; what is unsound, the evaluator does not take for a network either.
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
