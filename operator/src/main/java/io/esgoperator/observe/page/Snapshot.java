package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this process knew at one moment.
 *
 * @param instances all of them in sight
 * @param taken when
 * @param follows whether the cache still hears of changes; otherwise this is what was known last
 * @param process who tells it: a pod's name, and whether it leads
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
