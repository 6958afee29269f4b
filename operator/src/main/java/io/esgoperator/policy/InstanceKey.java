package io.esgoperator.policy;

import io.esgoperator.api.v1alpha1.EsgInstance;

/**
 * Which instance it is.
 *
 * @param uid tells it from a later one of the same name
 */
public record InstanceKey(String namespace, String name, String uid) {
  public static InstanceKey of(EsgInstance instance) {
    return new InstanceKey(
        instance.getMetadata().getNamespace(),
        instance.getMetadata().getName(),
        instance.getMetadata().getUid());
  }

  /** Whether the other instance has this one's name and is not the same one. */
  public boolean succeeds(InstanceKey other) {
    return namespace.equals(other.namespace) && name.equals(other.name) && !uid.equals(other.uid);
  }
}
