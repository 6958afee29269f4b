package io.esgoperator.audit;

/**
 * A policy by name.
 *
 * @param namespace null for one of the whole cluster
 */
public record PolicyRef(String kind, String namespace, String name) {
  @Override
  public String toString() {
    return kind + " " + (namespace == null ? "" : namespace + "/") + name;
  }
}
