package io.esgoperator.operator.reconciler;

import io.esgoperator.operator.cluster.ClusterNetworks;
import io.esgoperator.operator.cluster.ClusterReader;
import io.esgoperator.status.Shortcoming;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is known of the operator's installation. */
record Installation(InstalledCrd crd, ClusterReader reader, ClusterNetworks networks) {
  /**
   * Whether the CRD is not the operator's own, so that nothing may be written from what is read.
   */
  boolean isHeldUp() {
    return crd.hold() != CrdReading.Hold.Nothing;
  }

  /** The reason of that. */
  Optional<Shortcoming> heldUp() {
    return isHeldUp() ? crd.shortcoming() : Optional.empty();
  }

  List<Shortcoming> shortcomings() {
    return Stream.of(
            crd.shortcoming().stream(),
            reader.shortcomings().stream(),
            networks.shortcoming().stream())
        .flatMap(some -> some)
        .toList();
  }
}
