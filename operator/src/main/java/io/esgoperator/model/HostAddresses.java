package io.esgoperator.model;

import java.util.List;

/** The addresses of host names; a name that did not resolve has none. */
@FunctionalInterface
public interface HostAddresses {
  /** Literal addresses of both families, sorted, without duplicates. */
  List<String> of(String host);
}
