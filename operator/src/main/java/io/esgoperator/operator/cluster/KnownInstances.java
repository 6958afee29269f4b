package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.InstanceKey;

/** The existing instances. */
public interface KnownInstances {
  /** Whether exactly this instance exists, not another one under its name. */
  boolean has(InstanceKey applicant);

  /** Whether no other namespace has an instance. */
  boolean isAlone(String namespace);
}
