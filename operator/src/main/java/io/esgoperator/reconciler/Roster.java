package io.esgoperator.reconciler;

import io.esgoperator.policy.InstanceKey;

/** Which instances there are. */
interface Roster {
  /** Whether the very instance is there, and not another one under its name. */
  boolean has(InstanceKey applicant);

  /** Whether no other namespace has an instance. */
  boolean isAlone(String namespace);
}
