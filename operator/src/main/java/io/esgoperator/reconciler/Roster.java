package io.esgoperator.reconciler;

import io.esgoperator.policy.InstanceKey;

/** The existing instances. */
interface Roster {
  /** Whether exactly this instance exists, not another one under its name. */
  boolean has(InstanceKey applicant);

  /** Whether no other namespace has an instance. */
  boolean isAlone(String namespace);
}
