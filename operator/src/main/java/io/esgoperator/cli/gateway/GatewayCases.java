package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.world.World;
import java.util.List;
import java.util.Optional;

/**
 * Every gateway among some objects.
 *
 * @param resolved the addresses of host names, where they were looked up
 */
public record GatewayCases(Manifests manifests, Optional<HostAddresses> resolved) {
  public List<GatewayCase> all() {
    World world = ManifestWorld.of(manifests);
    return manifests
        .instances()
        .map(
            instance ->
                GatewayCase.of(manifests, world, instance, resolved.or(() -> ofStatus(instance))))
        .toList();
  }

  /** In a cluster, the policy opens the addresses in the status. */
  private static Optional<HostAddresses> ofStatus(Written instance) {
    return Optional.ofNullable(((EsgInstance) instance.object()).getStatus())
        .filter(status -> !status.resolvedHosts().isEmpty())
        .map(status -> status::addressesOf);
  }
}
