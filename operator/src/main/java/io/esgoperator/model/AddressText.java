package io.esgoperator.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
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
    String longest =
        ZERO_GROUPS
            .matcher(text)
            .results()
            .map(java.util.regex.MatchResult::group)
            .reduce("", (best, run) -> run.length() > best.length() ? run : best);
    if (longest.isEmpty()) {
      return text;
    }
    int start = runStart(text, longest);
    String head = text.substring(0, start).replaceAll(":$", "");
    String tail = text.substring(start + longest.length()).replaceAll("^:", "");
    return head + "::" + tail;
  }

  private static int runStart(String text, String longest) {
    Matcher runs = ZERO_GROUPS.matcher(text);
    while (runs.find()) {
      if (runs.group().equals(longest)) {
        return runs.start();
      }
    }
    throw new IllegalStateException(text);
  }
}
