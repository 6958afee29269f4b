package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.resolve.ResolvedHosts;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pass over an instance whose names all have one address. */
final class OnePass {
  private OnePass() {}

  /** Advances what is due, in the order in which the reconciler goes. */
  static void over(
      EsgInstance instance,
      ProbeCycle cycle,
      ClusterView view,
      Context<EsgInstance> context,
      Instant now) {
    Pass pass =
        new Pass(instance, Round.next(instance, Optional.empty(), now), names(instance), context);
    Step due = cycle.due(pass);
    cycle.advance(
        due, pass.with(view.gateway(instance, pass.hosts(), due instanceof Step.Act, List.of())));
  }

  private static ResolvedHosts names(EsgInstance instance) {
    return new ResolvedHosts(
        Stream.concat(
                DeclaredPaths.of(instance.getSpec()).stream()
                    .flatMap(path -> path.hosts().stream()),
                ProbePlans.targetHosts(instance.getSpec()))
            .distinct()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name ->
                        new ResolvedHosts.Host(
                            List.of("192.0.2.62"), Instant.MAX, null, null, false))));
  }
}
