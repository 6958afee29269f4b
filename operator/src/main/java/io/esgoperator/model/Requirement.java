package io.esgoperator.model;

/** Whether the gateway needs a path always, or only for a service that the resource names. */
public enum Requirement {
  Mandatory,
  Optional
}
