package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.resolve.ResolvedHosts;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The proofs of a pass over an instance whose names all have one address. */
final class OnePass {
  private OnePass() {}

  /** Advances what is due. */
  static void over(
      EsgInstance instance, ProbeCycle cycle, Context<EsgInstance> context, Instant now) {
    Round next = Round.next(instance, Optional.empty(), now);
    cycle.advance(cycle.begin(new Pass(instance, next, names(instance), context)));
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
