package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the Services that expose the gateway preserve the client's address. With {@code
 * externalTrafficPolicy: Cluster}, the default, a node replaces it with its own
 * (policy-semantics.md section 1.2). A PROXY header carries it all the same.
 */
public final class SourceAddress {
  /** The reason of the condition where no Service can rewrite an address. */
  public static final String NOT_EXPOSED = "NotExposed";

  private SourceAddress() {}

  /**
   * Judges the Services that carry inbound paths.
   *
   * @param declared any paths; outbound ones are ignored
   */
  public static ConditionState of(Gateway gateway, List<DeclaredPath> declared) {
    List<DeclaredPath> inbound = declared.stream().filter(DeclaredPath::isInbound).toList();
    List<String> headed =
        inbound.stream()
            .filter(path -> path.proxyProtocol() != null)
            .map(DeclaredPath::name)
            .toList();
    List<Service> exposing =
        inbound.stream()
            .filter(path -> path.proxyProtocol() == null)
            .flatMap(path -> gateway.servicesOf(path.path()).stream())
            .filter(Entrance::isOne)
            .distinct()
            .toList();
    List<Service> rewriting =
        exposing.stream().filter(service -> new Entrance(service).hidesClients()).toList();
    if (exposing.isEmpty() && !headed.isEmpty()) {
      return ConditionState.isTrue(
          "KeptByProxyProtocol",
          "The PROXY header that spec.proxyProtocol declares carries the client's address: "
              + String.join(", ", headed)
              + ".");
    }
    if (exposing.isEmpty()) {
      return ConditionState.isUnknown(
          NOT_EXPOSED,
          "No Service of type LoadBalancer or NodePort, or with externalIPs, selects the gateway for an inbound path.");
    }
    return rewriting.isEmpty()
        ? ConditionState.isTrue(
            "Kept",
            have(exposing, "Local") + ": no node puts its address in the place of the client's.")
        : ConditionState.isFalse(
            "SourceRewritten",
            have(rewriting, "Cluster")
                + ": the gateway sees a node's address in the place of the client's, and reputation checks fail."
                + " Set externalTrafficPolicy: Local.");
  }

  private static String have(List<Service> services, String policy) {
    return services.stream()
        .map(
            service -> service.getMetadata().getNamespace() + "/" + service.getMetadata().getName())
        .sorted()
        .collect(
            Collectors.joining(
                ", ",
                services.size() == 1 ? "Service " : "Services ",
                (services.size() == 1 ? " has" : " have") + " externalTrafficPolicy " + policy));
  }
}
