package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.input.State;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.HostAddresses;
import java.util.List;
import java.util.Optional;

/**
 * Every gateway of a state.
 *
 * @param resolved the addresses of host names, where they were looked up
 */
public record Scenes(State state, Optional<HostAddresses> resolved) {
  public List<Scene> all() {
    var world = StateWorld.of(state);
    return state
        .instances()
        .map(instance -> Scene.of(state, world, instance, resolved.or(() -> told(instance))))
        .toList();
  }

  /** In a cluster, the policy opens the addresses in the status. */
  private static Optional<HostAddresses> told(Written instance) {
    return Optional.ofNullable(((EsgInstance) instance.object()).getStatus())
        .filter(status -> !status.resolvedHosts().isEmpty())
        .map(status -> status::addressesOf);
  }
}
