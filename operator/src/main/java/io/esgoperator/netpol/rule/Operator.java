package io.esgoperator.netpol.rule;

/** How a requirement of a label selector compares a label's value. */
public enum Operator {
  In,
  NotIn,
  Exists,
  DoesNotExist
}
