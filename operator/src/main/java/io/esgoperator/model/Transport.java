package io.esgoperator.model;

/** The transport protocol of a path. */
public enum Transport {
  TCP,
  UDP
}
