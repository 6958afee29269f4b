package io.esgoperator.gateway;

import io.esgoperator.model.Listing;
import java.util.List;
import java.util.Optional;

/**
 * Networks of a gateway's pods beside the cluster's own: no NetworkPolicy binds what passes there
 * (k8snetworkplumbingwg/multus-cni, multi-networkpolicy).
 *
 * @param pods the names of those that have one
 */
public record OtherNetworks(List<String> pods) {
  /** The annotation of a pod that names them, as words or in JSON. */
  public static final String ANNOTATION = "k8s.v1.cni.cncf.io/networks";

  public OtherNetworks {
    pods = pods.stream().sorted().toList();
  }

  public static OtherNetworks of(Gateway gateway) {
    return new OtherNetworks(
        gateway.pods().stream()
            .filter(
                pod ->
                    pod.getMetadata().getAnnotations() != null
                        && names(pod.getMetadata().getAnnotations().getOrDefault(ANNOTATION, "")))
            .map(pod -> pod.getMetadata().getName())
            .toList());
  }

  /** Whether a value of the annotation names a network. */
  public static boolean names(String annotation) {
    return !annotation.isBlank() && !annotation.strip().equals("[]");
  }

  /** What is open and what to do; empty where there is no such network. */
  public Optional<String> sentence() {
    return pods.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Ingress and egress: no NetworkPolicy binds %s on networks beside the cluster's (Multus), so everything is open there: take them away, or close them by a policy of their own kind."
                .formatted(Listing.of(pods)));
  }
}
