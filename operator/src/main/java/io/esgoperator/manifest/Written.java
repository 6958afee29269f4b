package io.esgoperator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * An object, and where it is written.
 *
 * @param places null where it comes from a cluster
 */
public record Written(HasMetadata object, Places places) {
  /** {@code NetworkPolicy mail/gateway}. */
  public String name() {
    String namespace = object.getMetadata().getNamespace();
    return "%s %s%s"
        .formatted(
            object.getKind(),
            namespace == null ? "" : namespace + "/",
            object.getMetadata().getName());
  }
}
