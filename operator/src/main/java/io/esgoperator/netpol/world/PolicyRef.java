package io.esgoperator.netpol.world;

/**
 * A policy's name.
 *
 * @param namespace null for a cluster-wide policy
 */
public record PolicyRef(String kind, String namespace, String name) {
  /** Whether it is a NetworkPolicy, of which every engine knows the kind. */
  public boolean isNetworkPolicy() {
    return kind.equals("NetworkPolicy");
  }

  /** Kind and name, where the namespace is clear. */
  public String title() {
    return kind + " " + name;
  }

  @Override
  public String toString() {
    return kind + " " + (namespace == null ? "" : namespace + "/") + name;
  }
}
