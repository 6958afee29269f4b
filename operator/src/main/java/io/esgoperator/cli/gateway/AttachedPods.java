package io.esgoperator.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.gateway.OtherNetworks;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.world.Workload;
import java.util.List;
import java.util.stream.Stream;

/** Finds the pods of a gateway that have networks of Multus beside the cluster's own. */
record AttachedPods(Manifests manifests, List<Workload> pods) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where pods, what makes them, and KubeVirt's machines have them. */
  private static final List<String> TEMPLATES =
      List.of("", "/spec/template", "/spec/jobTemplate/spec/template");

  OtherNetworks networks() {
    return new OtherNetworks(pods.stream().filter(this::hasOne).map(Workload::name).toList());
  }

  private boolean hasOne(Workload pod) {
    return manifests.byName().getOrDefault(pod.name(), List.of()).stream()
        .map(Written::object)
        .filter(object -> object.getKind().equals(pod.kind()))
        .filter(object -> pod.namespace().equals(object.getMetadata().getNamespace()))
        .map(object -> JSON.<JsonNode>valueToTree(object))
        .anyMatch(object -> template(object, pod.isSinglePod()).anyMatch(AttachedPods::isAttached));
  }

  /** Annotations of what makes pods are not the pods' own. */
  private static Stream<JsonNode> template(JsonNode object, boolean isPod) {
    return TEMPLATES.stream()
        .map(object::at)
        .filter(
            template -> isPod || template != object || object.at("/spec/template").isMissingNode());
  }

  private static boolean isAttached(JsonNode template) {
    return OtherNetworks.names(
            template.path("metadata").path("annotations").path(OtherNetworks.ANNOTATION).asText())
        || template.at("/spec/networks").valueStream().anyMatch(network -> network.has("multus"));
  }
}
