package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Optional;

/**
 * Every gateway among some objects.
 *
 * @param resolved the addresses of host names, where they were looked up
 */
public record GatewayCases(Manifests manifests, Optional<HostAddresses> resolved) {
  /** Each with the policies that stand beside its own, those of other instances among them. */
  public List<GatewayCase> all() {
    World world = ManifestWorld.of(manifests);
    List<GatewayCase> alone =
        manifests.instances().map(instance -> of(world, instance, Optional.empty())).toList();
    return alone.stream().map(gateway -> gateway.beside(others(gateway, alone))).toList();
  }

  /**
   * All workloads and policies, also where there is no gateway: with the policies that the operator
   * would write, and with a pod for each gateway whose own pods are not among the objects.
   *
   * @param unknown the addresses of host names that neither were looked up nor are in a status
   */
  public World cluster(HostAddresses unknown) {
    World world = ManifestWorld.of(manifests);
    List<GatewayCase> gateways =
        manifests.instances().map(instance -> of(world, instance, Optional.of(unknown))).toList();
    return world.with(
        gateways.stream()
            .flatMap(gateway -> gateway.pods().stream())
            .filter(pod -> world.workloads().stream().noneMatch(one -> one == pod))
            .toList(),
        gateways.stream()
            .filter(gateway -> OwnPolicy.isEnforced(gateway.instance()))
            .flatMap(gateway -> gateway.generated().stream())
            .toList());
  }

  private GatewayCase of(World world, Written instance, Optional<HostAddresses> otherwise) {
    return GatewayCase.of(
        manifests, world, instance, resolved.or(() -> ofStatus(instance)).or(() -> otherwise));
  }

  /** A policy that is already among the objects is in the world; in Audit mode none is written. */
  private static List<NetworkPolicy> others(GatewayCase gateway, List<GatewayCase> all) {
    String namespace = gateway.instance().getMetadata().getNamespace();
    return all.stream()
        .filter(other -> other != gateway)
        .filter(other -> namespace.equals(other.instance().getMetadata().getNamespace()))
        .filter(other -> OwnPolicy.isEnforced(other.instance()))
        .flatMap(other -> other.generated().stream())
        .toList();
  }

  /** In a cluster, the policy opens the addresses in the status. */
  private static Optional<HostAddresses> ofStatus(Written instance) {
    return Optional.ofNullable(((EsgInstance) instance.object()).getStatus())
        .filter(status -> !status.resolvedHosts().isEmpty())
        .map(status -> status::addressesOf);
  }
}
