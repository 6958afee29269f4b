package io.esgoperator.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.fabric8.kubernetes.api.model.Condition;

/** An instance as the API server has it, word by word, and what can be read of it. */
record ServedInstance(JsonNode written, EsgInstance instance) {
  String name() {
    return instance.getMetadata().getName();
  }

  String namespace() {
    return instance.getMetadata().getNamespace();
  }

  EsgInstanceStatus status() {
    return instance.lastStatus();
  }

  /** Of a condition: True, False or Unknown, or Unknown where there is none. */
  String said(ConditionType type) {
    return status().condition(type).map(Condition::getStatus).orElse("Unknown");
  }

  /** Whether the spec has changed since the status was written. */
  boolean isBehind() {
    Long observed = status().observedGeneration();
    Long generation = instance.getMetadata().getGeneration();
    return generation != null && (observed == null || observed < generation);
  }

  /** Whether all is open that can be judged, and the gateway ready, by the spec as it is. */
  boolean isOpen() {
    return !isBehind()
        && ConditionType.Ready.isMetBy(said(ConditionType.Ready))
        && ConditionType.PathsOpen.isMetBy(said(ConditionType.PathsOpen));
  }
}
