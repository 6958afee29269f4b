package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.fabric8.kubernetes.api.model.Condition;

/** The state of an instance, the worst first. */
enum InstanceState {
  NotReady("Not ready", "bad"),
  Degraded("Degraded", "warn"),
  Unknown("Unknown", "unknown"),
  Ready("Ready", "good");

  private final String words;
  private final String cssClass;

  InstanceState(String words, String cssClass) {
    this.words = words;
    this.cssClass = cssClass;
  }

  static InstanceState of(EsgInstanceStatus status) {
    String ready = of(status, ConditionType.Ready);
    if (ready.equals("False")) {
      return NotReady;
    }
    if (of(status, ConditionType.Degraded).equals("True")) {
      return Degraded;
    }
    return ready.equals("True") ? Ready : Unknown;
  }

  private static String of(EsgInstanceStatus status, ConditionType condition) {
    return status.condition(condition).map(Condition::getStatus).orElse("Unknown");
  }

  String words() {
    return words;
  }

  /** The CSS class. */
  String cssClass() {
    return cssClass;
  }
}
