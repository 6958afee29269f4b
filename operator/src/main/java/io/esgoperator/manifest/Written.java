package io.esgoperator.manifest;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * An object, and where it is written.
 *
 * @param manifest null where it comes from a cluster
 */
public record Written(HasMetadata object, Manifest manifest) {
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
