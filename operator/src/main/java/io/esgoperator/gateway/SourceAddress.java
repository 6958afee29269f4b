package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.ConditionState;
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
    List<ExposedService> exposing =
        inbound.stream()
            .filter(path -> path.proxyProtocol() == null)
            .flatMap(path -> ExposedService.of(gateway, path).stream())
            .distinct()
            .toList();
    List<ExposedService> rewriting =
        exposing.stream().filter(ExposedService::hidesClients).toList();
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
    if (!rewriting.isEmpty()) {
      return ConditionState.isFalse(
          "SourceRewritten",
          have(rewriting, "Cluster")
              + ": the gateway sees a node's address in the place of the client's, and reputation checks fail."
              + restricted(gateway, inbound, rewriting)
              + " Set externalTrafficPolicy: Local.");
    }
    String kept =
        have(exposing, "Local") + ": no node puts its address in the place of the client's";
    return exposing.stream().anyMatch(ExposedService::isTakenBefore)
        ? ConditionState.isUnknown(
            "LoadBalancerTakesConnections",
            kept
                + ". A load balancer takes the connections itself (ipMode: Proxy), and may put its own there: look at the addresses in the gateway's log."
                + " If it adds a PROXY header, declare that: spec.proxyProtocol.")
        : ConditionState.isTrue("Kept", kept + ".");
  }

  /** What else is lost on paths from some networks alone, with a space before it. */
  private static String restricted(
      Gateway gateway, List<DeclaredPath> inbound, List<ExposedService> rewriting) {
    List<String> names =
        inbound.stream()
            .filter(path -> !path.anywhere() && path.proxyProtocol() == null)
            .filter(path -> ExposedService.of(gateway, path).stream().anyMatch(rewriting::contains))
            .map(DeclaredPath::name)
            .toList();
    return names.isEmpty()
        ? ""
        : " So does the policy, which may close %s to the networks that it is declared for."
            .formatted(String.join(", ", names));
  }

  private static String have(List<ExposedService> services, String policy) {
    return services.stream()
        .map(ExposedService::name)
        .sorted()
        .collect(
            Collectors.joining(
                ", ",
                services.size() == 1 ? "Service " : "Services ",
                (services.size() == 1 ? " has" : " have") + " externalTrafficPolicy " + policy));
  }
}
