package io.esgoperator.policy;

import java.util.List;

/** What host names resolved to; a name that did not resolve has no addresses. */
@FunctionalInterface
public interface HostAddresses {
  /** Literal addresses of both families, sorted, without duplicates. */
  List<String> of(String host);
}
