package io.esgoperator.probe.plan;

import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Path;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.LoadBalancerIngress;
import io.fabric8.kubernetes.api.model.LoadBalancerStatus;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** A way by which an inbound path enters the cluster before it reaches the gateway's pod. */
public enum Entrance {
  Service("@service", Entrance::clusterAddresses),
  LoadBalancer("@load-balancer", Entrance::ingressAddresses);

  private final String suffix;
  private final Function<Service, Stream<String>> addresses;

  Entrance(String suffix, Function<Service, Stream<String>> addresses) {
    this.suffix = suffix;
    this.addresses = addresses;
  }

  /** The name in plans and reports, such as {@code smtp-in@service}; no declared path has it. */
  public String nameOf(DeclaredPath declared) {
    return declared.name() + suffix;
  }

  /** The peers to ask: every Service that carries the path, at the Service's own port. */
  public List<ProbePlan.Peer> peers(Path path, Gateway gateway) {
    return gateway.servicesOf(path).stream()
        .flatMap(
            service ->
                addresses
                    .apply(service)
                    .map(
                        address ->
                            new ProbePlan.Peer(
                                service.getMetadata().getName(), address, path.port())))
        .toList();
  }

  /** The path, once for each entrance that exists. */
  static Stream<ProbePlan.PlannedPath> planned(
      DeclaredPath declared, BiFunction<Entrance, Path, List<ProbePlan.Peer>> peers) {
    return Stream.of(values())
        .map(
            entrance ->
                new ProbePlan.PlannedPath(
                        entrance.nameOf(declared),
                        declared.path().application(),
                        declared.path().port(),
                        peers.apply(entrance, declared.path()))
                    .toEachEnd(true))
        .filter(planned -> !planned.peers().isEmpty());
  }

  private static Stream<String> clusterAddresses(Service service) {
    return service.getSpec().getClusterIPs().stream().filter(address -> !"None".equals(address));
  }

  private static Stream<String> ingressAddresses(Service service) {
    return Optional.ofNullable(service.getStatus())
        .map(ServiceStatus::getLoadBalancer)
        .map(LoadBalancerStatus::getIngress)
        .stream()
        .flatMap(List::stream)
        .map(LoadBalancerIngress::getIp)
        .filter(address -> address != null);
  }
}
