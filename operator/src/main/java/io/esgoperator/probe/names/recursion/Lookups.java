package io.esgoperator.probe.names.recursion;

import org.xbill.DNS.Name;

/** Looks up records in the public DNS. */
@FunctionalInterface
public interface Lookups {
  /** Looks up an absolute name; {@code type} is as {@link org.xbill.DNS.Type} numbers it. */
  Lookup of(Name name, int type);
}
