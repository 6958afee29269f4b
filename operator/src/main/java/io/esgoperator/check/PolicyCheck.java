package io.esgoperator.check;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.audit.Endpoint;
import io.esgoperator.manifest.Written;
import io.esgoperator.policy.HostAddresses;
import java.util.List;
import java.util.Optional;

/**
 * Checks every gateway of a state.
 *
 * @param resolved the addresses of host names; empty where they were not looked up
 */
record PolicyCheck(State state, Optional<HostAddresses> resolved) {
  CheckReport report() {
    return new CheckReport(scenes().stream().map(PolicyCheck::report).toList(), state.ignored());
  }

  List<Scene> scenes() {
    var world = Surroundings.of(state);
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

  private static InstanceReport report(Scene scene) {
    return new InstanceReport(
        scene.written().name(),
        scene.place(),
        scene.generated().isPresent(),
        scene.seats().stream().map(Endpoint::toString).toList(),
        new PathTable(scene).rows(),
        scene.openings().stream()
            .map(
                opening ->
                    new Undeclared(
                        opening.sentence(),
                        opening.rule() == null
                            ? scene.place()
                            : Finding.place(opening.rule(), scene)))
            .toList(),
        scene.wouldClose());
  }
}
