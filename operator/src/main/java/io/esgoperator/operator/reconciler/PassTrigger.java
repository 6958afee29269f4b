package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.operator.rounds.Round;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.function.Consumer;

/**
 * Triggers a pass at once: a place is free for an instance, a name has new addresses, or a round is
 * asked for by the annotation, which does not raise the generation.
 */
final class PassTrigger extends SimpleInboundEventSource<EsgInstance>
    implements ResourceEventAware<EsgInstance> {
  private final Consumer<InstanceKey> gone;

  /** {@code gone} receives each deleted instance. */
  PassTrigger(Consumer<InstanceKey> gone) {
    super("trigger");
    this.gone = gone;
  }

  void wake(InstanceKey instance) {
    propagateEvent(new ResourceID(instance.name(), instance.namespace()));
  }

  @Override
  public void onResourceUpdated(EsgInstance now, EsgInstance before) {
    if (!Round.requested(now).equals(Round.requested(before))) {
      wake(InstanceKey.of(now));
    }
  }

  @Override
  public void onResourceDeleted(EsgInstance instance) {
    gone.accept(InstanceKey.of(instance));
  }
}
