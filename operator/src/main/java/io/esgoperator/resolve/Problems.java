package io.esgoperator.resolve;

import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * What a failed look-up means, in words; constant for the same fault, so that a status does not
 * churn.
 */
final class Problems {
  private Problems() {}

  static String describe(Throwable error) {
    if (error instanceof NoSuchDomainException) {
      return "no such name (NXDOMAIN)";
    }
    if (error instanceof ServerFailedException) {
      return "the resolver failed (SERVFAIL)";
    }
    return "the resolver gave no answer";
  }
}
