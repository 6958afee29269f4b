package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;

/**
 * The instances in the informer's cache. Until the cache exists, every instance counts as present.
 */
final class CachedRoster implements Roster {
  private volatile Cache<EsgInstance> instances;

  void read(Cache<EsgInstance> cache) {
    instances = cache;
  }

  @Override
  public boolean has(InstanceKey applicant) {
    Cache<EsgInstance> known = instances;
    return known == null
        || known
            .get(new ResourceID(applicant.name(), applicant.namespace()))
            .filter(instance -> applicant.uid().equals(instance.getMetadata().getUid()))
            .isPresent();
  }

  @Override
  public boolean isAlone(String namespace) {
    Cache<EsgInstance> known = instances;
    return known == null
        || known.keys().allMatch(id -> id.getNamespace().filter(namespace::equals).isPresent());
  }
}
