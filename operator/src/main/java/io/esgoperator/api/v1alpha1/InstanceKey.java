package io.esgoperator.api.v1alpha1;

/**
 * Identifies an instance.
 *
 * @param uid distinguishes it from a later instance of the same name
 */
public record InstanceKey(String namespace, String name, String uid) {
  public static InstanceKey of(EsgInstance instance) {
    return new InstanceKey(
        instance.getMetadata().getNamespace(),
        instance.getMetadata().getName(),
        instance.getMetadata().getUid());
  }

  /** Whether the two have the same name and are different instances. */
  public boolean succeeds(InstanceKey other) {
    return namespace.equals(other.namespace) && name.equals(other.name) && !uid.equals(other.uid);
  }
}
