package io.esgoperator.catalog;

/** What a closed path does to the gateway. */
public enum Impact {
  Breaks,
  Degrades
}
