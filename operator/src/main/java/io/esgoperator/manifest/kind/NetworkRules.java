package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.model.Cidr;
import java.util.Optional;
import java.util.stream.Stream;

/** NetworkPolicies (k8s.io/kubernetes v1.36, pkg/apis/networking/validation). */
final class NetworkRules {
  private NetworkRules() {}

  /** A network without its exceptions, which lie inside it and are smaller. */
  static Stream<FieldFault> block(JsonNode block) {
    Optional<FieldFault> whole = fault(block.path("cidr").asText());
    if (whole.isPresent()) {
      return whole.stream().map(fault -> fault.below("cidr"));
    }
    Cidr network = Literals.network(block.path("cidr").asText()).orElseThrow();
    return FieldRule.each(
            "except", part -> fault(part.asText()).or(() -> outside(part, network)).stream())
        .faults(block);
  }

  /** What a policy may select: pods and their namespaces, or a network. */
  static Stream<FieldFault> peer(JsonNode peer) {
    boolean pods = peer.has("podSelector") || peer.has("namespaceSelector");
    boolean block = peer.has("ipBlock");
    return Stream.concat(
        FieldFault.when(
            !pods && !block, " names no peer: write podSelector, namespaceSelector or ipBlock."),
        FieldFault.when(
            pods && block,
            " stands beside a selector: write a peer of its own for it.",
            "ipBlock"));
  }

  /** {@code endPort} needs a number before it. */
  static Stream<FieldFault> endPort(JsonNode port) {
    JsonNode first = port.path("port");
    boolean isThere = port.has("endPort");
    return Stream.concat(
        FieldFault.when(
            isThere && !first.isNumber(),
            " needs a port that is a number: write the first one in port.",
            "endPort"),
        FieldFault.when(
            isThere && port.path("endPort").asLong() < first.asLong(),
            " is below port: write the last port of the range.",
            "endPort"));
  }

  /** The directions of a policy, two at most. */
  static Stream<FieldFault> types(JsonNode spec) {
    return FieldFault.when(
        spec.path("policyTypes").size() > 2,
        " has more than two entries: write Ingress, Egress or both.",
        "policyTypes");
  }

  /** The fault of a network by itself. */
  static Optional<FieldFault> fault(String text) {
    Optional<Cidr> network = Literals.network(text);
    if (network.isEmpty()) {
      return Optional.of(
          FieldFault.here(" is no network: write it like 10.0.0.0/8 or 2001:db8::/32."));
    }
    return network
        .filter(Literals::hasHostBits)
        .map(
            found ->
                FieldFault.here(
                    " has bits behind its prefix: write %s.".formatted(Literals.masked(found))));
  }

  private static Optional<FieldFault> outside(JsonNode part, Cidr whole) {
    return Literals.network(part.asText())
        .filter(one -> !(whole.contains(one.address()) && one.prefix() > whole.prefix()))
        .map(
            one ->
                FieldFault.here(
                    " is no smaller part of %s: write a network inside it.".formatted(whole)));
  }
}
