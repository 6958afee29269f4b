package io.esgoperator.audit;

/**
 * A policy by name.
 *
 * @param namespace null for one of the whole cluster
 */
public record PolicyRef(String kind, String namespace, String name) {
  /** Kind and name, for those who know the namespace. */
  public String title() {
    return kind + " " + name;
  }

  @Override
  public String toString() {
    return kind + " " + (namespace == null ? "" : namespace + "/") + name;
  }
}
