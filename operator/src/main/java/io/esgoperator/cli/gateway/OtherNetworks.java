package io.esgoperator.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.Listing;
import io.esgoperator.netpol.world.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Networks of a gateway's pods beside the cluster's own: no NetworkPolicy binds what passes there
 * (k8snetworkplumbingwg/multus-cni, multi-networkpolicy).
 */
record OtherNetworks(Manifests manifests, List<Workload> pods) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NETWORKS = "k8s.v1.cni.cncf.io/networks";

  /** Where pods, what makes them, and KubeVirt's machines have them. */
  private static final List<String> TEMPLATES =
      List.of("", "/spec/template", "/spec/jobTemplate/spec/template");

  /** What is open and what to do, without a capital; empty where there is no such network. */
  Optional<String> sentence() {
    List<String> names = pods.stream().filter(this::hasOne).map(Workload::name).sorted().toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no NetworkPolicy binds %s on networks beside the cluster's (Multus), so everything is open there: take them away, or close them by a policy of their own kind."
                .formatted(Listing.of(names)));
  }

  private boolean hasOne(Workload pod) {
    return manifests.byName().getOrDefault(pod.name(), List.of()).stream()
        .map(Written::object)
        .filter(object -> object.getKind().equals(pod.kind()))
        .filter(object -> pod.namespace().equals(object.getMetadata().getNamespace()))
        .map(object -> JSON.<JsonNode>valueToTree(object))
        .anyMatch(
            object -> template(object, pod.isSinglePod()).anyMatch(OtherNetworks::isAttached));
  }

  /** Annotations of what makes pods are not the pods' own. */
  private static Stream<JsonNode> template(JsonNode object, boolean isPod) {
    return TEMPLATES.stream()
        .map(object::at)
        .filter(
            template -> isPod || template != object || object.at("/spec/template").isMissingNode());
  }

  private static boolean isAttached(JsonNode template) {
    String written = template.path("metadata").path("annotations").path(NETWORKS).asText().strip();
    return !written.isEmpty() && !written.equals("[]")
        || template.at("/spec/networks").valueStream().anyMatch(network -> network.has("multus"));
  }
}
