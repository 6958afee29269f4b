package io.esgoperator.gateway;

import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses that the cluster gives to a Service. */
public final class ServiceAddresses {
  private ServiceAddresses() {}

  /** All of them as text, those of its load balancers last; a headless Service has "None". */
  public static Stream<String> of(Service service) {
    return Stream.of(
            Stream.ofNullable(service.getSpec().getClusterIP()),
            service.getSpec().getClusterIPs().stream(),
            balancers(service).map(LoadBalancerIngress::getIp))
        .flatMap(addresses -> addresses);
  }

  /** Its load balancers that have an address, and not only a name. */
  public static Stream<LoadBalancerIngress> balancers(Service service) {
    return Optional.ofNullable(service.getStatus())
        .map(ServiceStatus::getLoadBalancer)
        .map(LoadBalancerStatus::getIngress)
        .stream()
        .flatMap(List::stream)
        .filter(balancer -> balancer.getIp() != null);
  }

  /**
   * Whether a load balancer itself takes a connection, and not the node in its place
   * (kubernetes.io, "Specifying IPMode of load balancer status").
   */
  public static boolean takesConnections(LoadBalancerIngress balancer) {
    return "Proxy".equals(balancer.getIpMode());
  }
}
