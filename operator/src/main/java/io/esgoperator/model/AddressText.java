package io.esgoperator.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Addresses as text in the one form that RFC 5952 calls canonical; the JDK writes all eight groups
 * of an IPv6 one.
 */
public final class AddressText {
  private static final Pattern ZERO_GROUPS = Pattern.compile("(?<![0-9a-f])0(:0)+(?![0-9a-f])");

  private AddressText() {}

  public static String of(InetAddress address) {
    String text = address.getHostAddress();
    if (!(address instanceof Inet6Address)) {
      return text;
    }
    return ZERO_GROUPS
        .matcher(text)
        .results()
        .max(Comparator.comparingInt(run -> run.group().length()))
        .map(run -> text.substring(0, run.start()) + "::" + text.substring(run.end()))
        .orElse(text)
        .replaceFirst(":{3,}", "::");
  }
}
