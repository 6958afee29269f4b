package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Nodes and Namespaces (k8s.io/kubernetes v1.36, pkg/apis/core/validation). */
final class NodeRules {
  private NodeRules() {}

  /** A network of pods a family at most. */
  static Stream<FieldFault> podNetworks(JsonNode spec) {
    // The server takes podCIDR for the first one, and for the only one where they differ.
    String first = spec.path("podCIDR").asText();
    JsonNode networks =
        first.isEmpty() || first.equals(spec.path("podCIDRs").path(0).asText())
            ? spec.path("podCIDRs")
            : JsonNodeFactory.instance.arrayNode().add(first);
    Set<Family> families = EnumSet.noneOf(Family.class);
    return IntStream.range(0, networks.size())
        .boxed()
        .flatMap(
            index -> {
              String text = networks.get(index).asText();
              Optional<FieldFault> fault = NetworkRules.fault(text);
              boolean second =
                  fault.isEmpty()
                      && !families.add(Literals.network(text).map(Cidr::family).orElseThrow());
              return (second
                      ? Stream.of(
                          FieldFault.here(" is a second one of its family: write one a family."))
                      : fault.stream())
                  .map(found -> found.below("podCIDRs", index));
            });
  }

  /** A taint is its key and effect. */
  static Stream<FieldFault> taints(JsonNode spec) {
    JsonNode taints = spec.path("taints");
    Set<List<String>> seen = new HashSet<>();
    return IntStream.range(0, taints.size())
        .filter(
            index ->
                !seen.add(
                    List.of(
                        taints.get(index).path("key").asText(),
                        taints.get(index).path("effect").asText())))
        .mapToObj(
            index ->
                new FieldFault(
                    List.of("taints", index), " is written twice: write each taint once."));
  }

  /** Kubernetes' own, or one with a domain. */
  static Stream<FieldFault> finalizers(JsonNode spec) {
    JsonNode finalizers = spec.path("finalizers");
    return IntStream.range(0, finalizers.size())
        .filter(
            index -> {
              String name = finalizers.get(index).asText();
              return !name.equals("kubernetes") && !(name.contains("/") && NameForm.KEY.fits(name));
            })
        .mapToObj(
            index ->
                new FieldFault(
                    List.of("finalizers", index),
                    " is no finalizer: write it like example.com/cleanup."));
  }
}
