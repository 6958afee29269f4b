package io.esgoperator.reconciler;

import io.esgoperator.policy.InstanceKey;

/** Every instance is there, and no namespace is alone. */
final class OpenRoster implements Roster {
  @Override
  public boolean has(InstanceKey instance) {
    return true;
  }

  @Override
  public boolean isAlone(String namespace) {
    return false;
  }
}
