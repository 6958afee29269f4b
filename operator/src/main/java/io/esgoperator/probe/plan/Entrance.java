package io.esgoperator.probe.plan;

import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.ServiceAddresses;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** A way by which an inbound path enters the cluster before it reaches the gateway's pod. */
public enum Entrance {
  Service("@service", Entrance::clusterAddresses),
  LoadBalancer("@load-balancer", Entrance::ingressAddresses);

  private final String suffix;
  private final Function<Service, Stream<Address>> addresses;

  Entrance(String suffix, Function<Service, Stream<Address>> addresses) {
    this.suffix = suffix;
    this.addresses = addresses;
  }

  /** The name in plans and reports, such as {@code smtp-in@service}; no declared path has it. */
  public String nameOf(DeclaredPath declared) {
    return declared.name() + suffix;
  }

  /** Whether a name in plans and reports is that of such an entrance. */
  public boolean isOf(String name) {
    return name.endsWith(suffix);
  }

  /** The path of a name in plans and reports, be it an entrance's or the path's own. */
  public static String pathOf(String name) {
    return name.replaceFirst("@.*", "");
  }

  /** The peers to ask: every Service that carries the path, at the Service's own port. */
  public List<ProbePlan.Peer> peers(DeclaredPath declared, Gateway gateway) {
    return gateway.servicesOf(declared.path()).stream()
        .flatMap(
            service ->
                addresses
                    .apply(service)
                    .map(
                        address ->
                            new ProbePlan.Peer(
                                service.getMetadata().getName(),
                                address.literal(),
                                declared.path().port(),
                                address.addsHeader() ? null : declared.proxyProtocol())))
        .toList();
  }

  /** The path, once for each entrance that exists. */
  static Stream<ProbePlan.PlannedPath> planned(
      DeclaredPath declared, BiFunction<Entrance, DeclaredPath, List<ProbePlan.Peer>> peers) {
    return Stream.of(values())
        .map(
            entrance ->
                new ProbePlan.PlannedPath(
                        entrance.nameOf(declared),
                        declared.path().application(),
                        declared.path().port(),
                        peers.apply(entrance, declared))
                    .toEachEnd(true))
        .filter(planned -> !planned.peers().isEmpty());
  }

  private static Stream<Address> clusterAddresses(Service service) {
    return service.getSpec().getClusterIPs().stream()
        .filter(address -> !"None".equals(address))
        .map(address -> new Address(address, false));
  }

  private static Stream<Address> ingressAddresses(Service service) {
    return ServiceAddresses.balancers(service)
        .map(
            balancer -> new Address(balancer.getIp(), ServiceAddresses.takesConnections(balancer)));
  }

  /** An address of a Service; a load balancer that takes the connection adds its own header. */
  private record Address(String literal, boolean addsHeader) {}
}
