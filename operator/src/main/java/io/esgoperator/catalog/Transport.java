package io.esgoperator.catalog;

/** The transport protocol of a path. */
public enum Transport {
  TCP,
  UDP
}
