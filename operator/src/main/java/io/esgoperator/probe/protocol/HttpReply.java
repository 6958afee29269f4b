package io.esgoperator.probe.protocol;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The parts of an HTTP reply that a probe reads (RFC 9112).
 *
 * @param headers as they came, a hundred at most
 * @param start of the body, as it came, even if its last line is incomplete
 */
record HttpReply(String status, List<String> headers, String start) {
  private static final int HEADERS = 100;
  private static final int START = 2_048;

  private static final String CHUNK = "(^|\\r?\\n)[0-9A-Fa-f]{1,8}[ \\t]*(;[^\\r\\n]*)?\\r?\\n";

  /** A host or a port, or a word that differs from the product in the comment; no product. */
  private static final String NAMED =
      "(?i)\\S+\\s+([^\\s/]*[.:][^\\s/]*(\\s.*)?|([^\\s/]+)\\s+\\((?!\\3\\b).*)";

  /** Networks whose nodes stand before sites that have nothing else in common. */
  private static final Pattern SHARED =
      Pattern.compile("(?i)akamai|cloudfront|cloudflare|fastly|cdn|edgecast|incapdns");

  /**
   * Reads what comes; the final reply may follow any number of interim ones (RFC 9110 section
   * 15.2). An error at the end does not matter: the status has come before.
   */
  static HttpReply read(String status, Conversation talk) {
    return read(status, talk, START);
  }

  /** The same with up to {@code most} bytes of the body. */
  static HttpReply read(String status, Conversation talk, int most) {
    return read(status, talk, most, 0);
  }

  private static HttpReply read(String status, Conversation talk, int most, int interim) {
    List<String> headers = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    try {
      String line = talk.hearLine();
      while (!line.isEmpty() && headers.size() < HEADERS) {
        headers.add(line);
        line = talk.hearLine();
      }
      if (status.matches("\\S+\\s+1[0-9][0-9]\\b.*") && line.isEmpty() && interim < HEADERS) {
        return read(talk.hearLine(), talk, most, interim + 1);
      }
      int length = new HttpReply(status, headers, "").length(most);
      while (body.length() < length) {
        body.append((char) talk.hear());
      }
    } catch (IOException end) {
      return of(status, headers, body.toString());
    }
    return of(status, headers, body.toString());
  }

  /** The lengths of chunks stand in the middle of words (RFC 9112 section 7.1). */
  private static HttpReply of(String status, List<String> headers, String body) {
    HttpReply reply = new HttpReply(status, headers, body);
    return reply.header("Transfer-Encoding").isEmpty()
        ? reply
        : new HttpReply(status, headers, body.replaceAll(CHUNK, ""));
  }

  /** Bytes of the body to read; a peer may leave the connection open behind it. */
  private int length(int most) {
    return header("Content-Length")
        .filter(length -> length.matches("[0-9]{1,9}"))
        .map(length -> Math.min(most, Integer.parseInt(length)))
        .orElse(most);
  }

  /** Value of the header, if it came. */
  Optional<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  /**
   * The name by which a proxy on the way identifies itself (RFC 9110 section 7.6.3, and squid's
   * own). The last entry is the nearest one's. A word such as "varnish" is many networks' and no
   * name.
   */
  Optional<String> proxy() {
    return header("Via")
        .map(via -> via.replaceFirst("^.*,(?![^(]*\\))\\s*", ""))
        .filter(via -> via.matches(NAMED) && !SHARED.matcher(via).find())
        .map(via -> "Via: " + via)
        .or(
            () ->
                header("X-Cache")
                    .filter(cache -> cache.matches(".* from \\S*[.:].*"))
                    .filter(cache -> !SHARED.matcher(cache).find())
                    .map(cache -> "X-Cache: " + cache.replaceFirst("^.* from ", "")));
  }
}
