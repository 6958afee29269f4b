package io.esgoperator.gateway;

import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Service by which connections from outside of the cluster reach the gateway. What it does to
 * them comes before any policy.
 */
public record ExposedService(Service service) {
  private static final Set<String> EXPOSED = Set.of("LoadBalancer", "NodePort");

  /** Where the field is empty, clouds read the same from here (k8s.io/cloud-provider). */
  private static final String RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

  /** Those of an inbound path; none where only the cluster reaches the gateway by Services. */
  public static List<ExposedService> of(Gateway gateway, DeclaredPath declared) {
    return gateway.servicesOf(declared.path()).stream()
        .filter(ExposedService::isOne)
        .map(ExposedService::new)
        .toList();
  }

  /** A ClusterIP is reached from outside by externalIPs only. */
  private static boolean isOne(Service service) {
    return EXPOSED.contains(String.valueOf(service.getSpec().getType()))
        || !service.getSpec().getExternalIPs().isEmpty();
  }

  /** Whether a node puts its own address in the place of the client's. */
  public boolean hidesClients() {
    return !"Local".equals(service.getSpec().getExternalTrafficPolicy());
  }

  /** Whether a load balancer takes the connections itself, and may put its own address there. */
  boolean isTakenBefore() {
    return ServiceAddresses.balancers(service).anyMatch(ServiceAddresses::takesConnections);
  }

  /** The networks from which it takes connections; none where it takes them from everywhere. */
  public List<Cidr> ranges() {
    return written().flatMap(range -> Cidr.network(range.strip()).stream()).toList();
  }

  private Stream<String> written() {
    if (!"LoadBalancer".equals(service.getSpec().getType())) {
      return Stream.empty();
    }
    List<String> field = service.getSpec().getLoadBalancerSourceRanges();
    return field.isEmpty()
        ? Stream.ofNullable(service.getMetadata().getAnnotations())
            .flatMap(annotations -> Stream.ofNullable(annotations.get(RANGES)))
            .flatMap(ranges -> Arrays.stream(ranges.split(",")))
        : field.stream();
  }

  String name() {
    return service.getMetadata().getNamespace() + "/" + service.getMetadata().getName();
  }

  @Override
  public String toString() {
    return "Service " + name();
  }
}
