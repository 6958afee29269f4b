package io.esgoperator.manifest;

import java.util.Optional;

/** Which custom kinds are read, field by field; all others do not matter for connections. */
public interface CustomKinds {
  /** Whether objects of a kind are read, by group and version. */
  boolean isRead(String apiVersion, String kind);

  /** Why no server has such a kind, as a sentence; empty where one may. */
  Optional<String> fault(String apiVersion, String kind);

  /** Whether objects of a kind that is read are certainly in a namespace. */
  boolean isNamespaced(String apiVersion, String kind);
}
