package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.PeerService;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.gateway.ServiceAddresses;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Path;
import io.esgoperator.netpol.world.World;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.Service;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Peers behind Services of which the operator does not know where they lead.
 *
 * @param watched the watched namespaces; empty for all
 * @param services of these namespaces
 */
public record UnseenServices(Set<String> watched, Supplier<Stream<Service>> services) {
  private static final String HIDDEN =
      "Peers of %s are outside of the watched namespaces, so a Service before them may lead to a port that the policy does not open. Add their namespace to watchNamespaces in the chart's values, or declare the pods with their own port in spec.additionalPaths.";

  private static final String WRITTEN =
      "%s, a peer of %s, has no selector, so the operator does not know where it leads, and the policy does not open it. Declare its endpoints as cidr, in spec.additionalPaths where their port is not %d.";

  /**
   * What it takes to see them; empty where all are seen.
   *
   * @param ofServices whether an address is in the network of the cluster's Services
   */
  Optional<Shortcoming> hidden(
      EsgInstance instance, HostAddresses hosts, Predicate<InetAddress> ofServices) {
    String paths =
        watched.isEmpty()
            ? ""
            : PeerServices.outbound(instance).stream()
                .filter(
                    path ->
                        path.peers().stream().anyMatch(peer -> isHidden(peer, hosts, ofServices)))
                .map(DeclaredPath::name)
                .collect(Collectors.joining(", "));
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.of(new Shortcoming("PeerServicesHidden", HIDDEN.formatted(paths)));
  }

  private boolean isHidden(Peer peer, HostAddresses hosts, Predicate<InetAddress> ofServices) {
    return peer.selectsPods()
        ? peer.namespaceSelector() != null
            && watched.stream()
                .noneMatch(
                    namespace ->
                        Selectors.matches(
                            peer.namespaceSelector(), Map.of(World.NAMESPACE_NAME, namespace)))
        : PeerService.addresses(peer, hosts)
            .filter(ofServices)
            .anyMatch(address -> services.get().noneMatch(service -> isAt(service, address)));
  }

  private static boolean isAt(Service service, InetAddress address) {
    return service.getSpec() != null
        && ServiceAddresses.of(service).flatMap(Cidr::literals).anyMatch(address::equals);
  }

  /** A sentence for each Service whose endpoints another program writes. */
  List<String> unselected(EsgInstance instance, HostAddresses hosts) {
    List<DeclaredPath> declared = PeerServices.outbound(instance);
    List<Path> paths = declared.stream().map(DeclaredPath::path).toList();
    String own = instance.getMetadata().getNamespace();
    return services
        .get()
        .flatMap(service -> PeerService.unselected(service, paths, own))
        .flatMap(
            service ->
                declared.stream()
                    .filter(path -> service.mayServe(path, hosts, own))
                    .map(path -> WRITTEN.formatted(service, path.name(), path.path().port())))
        .sorted()
        .toList();
  }
}
