package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.model.Listing;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Instances that select pods of the same gateway: what any of them opens to these is open. */
public final class SharedPods {
  private SharedPods() {}

  /** A sentence on the others of the instance's namespace; empty without any. */
  public static Optional<String> sentence(Gateway gateway, Stream<EsgInstance> others) {
    List<String> names =
        others
            .filter(other -> gateway.pods().stream().anyMatch(pod -> selects(other, pod)))
            .map(other -> other.getMetadata().getName())
            .sorted()
            .toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Pods of this gateway are selected by EsgInstance %s too: what any of them opens to these pods is open."
                .formatted(Listing.of(names)));
  }

  private static boolean selects(EsgInstance other, Pod pod) {
    return other.getSpec() != null
        && other.getSpec().podSelector() != null
        && Selectors.matches(
            other.getSpec().podSelector(),
            Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of()));
  }
}
