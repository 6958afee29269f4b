package io.esgoperator.resolve;

import java.util.concurrent.CompletionException;
import org.xbill.DNS.WireParseException;
import org.xbill.DNS.lookup.InvalidZoneDataException;
import org.xbill.DNS.lookup.LookupFailedException;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.RedirectLoopException;
import org.xbill.DNS.lookup.RedirectOverflowException;
import org.xbill.DNS.lookup.ServerFailedException;

/**
 * Describes a failed look-up. The text is the same for the same fault, so that a status does not
 * change each time.
 */
final class Problems {
  static final String NO_ADDRESSES = "the name has no address";

  private static final String SILENCE = "the resolver gave no answer";

  private Problems() {}

  /** Whether no answer came, so that an immediate second try may succeed. */
  static boolean isSilence(Throwable error) {
    return describe(error).equals(SILENCE);
  }

  /** Whether the answer is that there is no such name. */
  static boolean isDenial(Throwable error) {
    return cause(error) instanceof NoSuchDomainException;
  }

  private static Throwable cause(Throwable error) {
    return error instanceof CompletionException ? error.getCause() : error;
  }

  static String describe(Throwable error) {
    Throwable cause = cause(error);
    if (isDenial(error)) {
      return "no such name (NXDOMAIN)";
    }
    if (cause instanceof ServerFailedException) {
      return "the resolver failed (SERVFAIL)";
    }
    if (cause instanceof RedirectLoopException || cause instanceof RedirectOverflowException) {
      return "its aliases (CNAME) lead nowhere";
    }
    if (cause instanceof UnusableAddressesException) {
      return cause.getMessage();
    }
    if (cause instanceof WireParseException || cause instanceof InvalidZoneDataException) {
      return "the resolver's answer is malformed";
    }
    return cause instanceof LookupFailedException
        ? "the resolver refused or gave a bad answer"
        : SILENCE;
  }
}
