package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.esgoperator.model.Family;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Nodes and Namespaces (k8s.io/kubernetes v1.36, pkg/apis/core/validation). */
final class NodeRules {
  private static final String NETWORKS = "podCIDRs";

  private NodeRules() {}

  /** A network of pods a family at most. */
  static Stream<FieldFault> podNetworks(JsonNode spec) {
    // The server takes podCIDR for the first one, and for the only one where they differ.
    String first = spec.path("podCIDR").asText();
    JsonNode counting =
        first.isEmpty() || first.equals(spec.path("podCIDRs").path(0).asText())
            ? spec
            : JsonNodeFactory.instance
                .objectNode()
                .set(NETWORKS, JsonNodeFactory.instance.arrayNode().add(first));
    Set<Family> families = EnumSet.noneOf(Family.class);
    return FieldRule.each(
            NETWORKS,
            network ->
                Stream.concat(
                    NetworkRules.fault(network.asText()).stream(),
                    Literals.network(network.asText()).stream()
                        .filter(one -> !families.add(one.family()))
                        .map(
                            one ->
                                FieldFault.here(
                                    " is a second one of its family: write one a family."))))
        .faults(counting);
  }

  /** A taint is its key and effect. */
  static Stream<FieldFault> taints(JsonNode spec) {
    return FieldRule.once(
            "taints",
            taint -> List.of(taint.path("key").asText(), taint.path("effect").asText()),
            "taint")
        .faults(spec);
  }

  /** Kubernetes' own, or one with a domain. */
  static Stream<FieldFault> finalizers(JsonNode spec) {
    return FieldRule.each(
            "finalizers",
            finalizer -> {
              String name = finalizer.asText();
              return FieldFault.when(
                  !name.equals("kubernetes") && !(name.contains("/") && NameForm.KEY.fits(name)),
                  " is no finalizer: write it like example.com/cleanup.");
            })
        .faults(spec);
  }
}
