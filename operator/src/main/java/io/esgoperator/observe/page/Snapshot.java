package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The knowledge of this process at one time.
 *
 * @param instances all that it watches
 * @param taken the time
 * @param follows whether the cache receives changes; otherwise this is the last known state
 * @param process the pod's name, and whether it leads
 */
public record Snapshot(
    List<EsgInstance> instances, Instant taken, boolean follows, String process) {

  Optional<EsgInstance> instance(String namespace, String name) {
    return instances.stream()
        .filter(instance -> instance.getMetadata().getNamespace().equals(namespace))
        .filter(instance -> instance.getMetadata().getName().equals(name))
        .findFirst();
  }
}
