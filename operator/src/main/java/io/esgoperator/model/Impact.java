package io.esgoperator.model;

/** What a closed path does to the gateway. */
public enum Impact {
  Breaks,
  Degrades
}
