package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.resolve.ResolvedHosts;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of an instance, all with one address. */
final class KnownNames {
  private KnownNames() {}

  static ResolvedHosts at(String address, EsgInstance instance) {
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
                        new ResolvedHosts.Host(List.of(address), Instant.MAX, null, null, false))));
  }
}
