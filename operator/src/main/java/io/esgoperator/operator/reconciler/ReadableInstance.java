package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;

/** An instance for display, which always has a spec. */
final class ReadableInstance {
  private static final EsgInstanceSpec DEFAULTS =
      new EsgInstanceSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  private ReadableInstance() {}

  static EsgInstance of(EsgInstance instance) {
    if (instance.getSpec() != null) {
      return instance;
    }
    EsgInstance shown = new EsgInstance();
    shown.setMetadata(instance.getMetadata());
    shown.setSpec(DEFAULTS);
    shown.setStatus(instance.getStatus());
    return shown;
  }
}
