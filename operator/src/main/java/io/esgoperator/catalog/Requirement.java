package io.esgoperator.catalog;

/** Whether the gateway needs a path always, or only for a service that was named. */
public enum Requirement {
  Mandatory,
  Optional
}
