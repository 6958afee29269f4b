package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Probe;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.Names;
import java.util.List;

/** A hash of what a spec says of one path: a row holds only for the spec that it was proved by. */
final class DeclaredHash {
  private DeclaredHash() {}

  static String of(EsgInstanceSpec spec, DeclaredPath declared) {
    Probe probe = spec.probe();
    return Names.hash(
        List.of(
                spec.podSelector(),
                spec.policy(),
                declared,
                probe.targets().getOrDefault(declared.name(), List.of()),
                probe.expect(),
                probe.inspection(),
                String.valueOf(probe.trustedCertificates()))
            .toString());
  }
}
