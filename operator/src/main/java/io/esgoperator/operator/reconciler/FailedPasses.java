package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;

/**
 * Tells, in the status of an instance, of the exception that ended its pass: once while it stays
 * the same. The framework logs it and tries again.
 */
record FailedPasses(InstalledCrd crd, WithheldInstances told) {
  /**
   * What passes by itself is told when it has not passed by the second try. Nothing is written
   * while the API server drops fields of specs: with that write they would be lost.
   */
  ErrorStatusUpdateControl<EsgInstance> tell(
      EsgInstance instance, Context<EsgInstance> context, Exception failed) {
    boolean first = context.getRetryInfo().isEmpty();
    if (!(first && PassFault.isPassing(failed)) && !crd.isLackingNow()) {
      told.tell(instance, Withheld.failed(failed));
    }
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  /** A pass has succeeded. */
  void forget(EsgInstance instance) {
    told.forget(instance);
  }
}
