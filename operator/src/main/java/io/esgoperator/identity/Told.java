package io.esgoperator.identity;

import io.esgoperator.model.AddressText;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a peer tells in an exchange besides that it answers.
 *
 * @param client the address, as a literal, by which the peer sees the client; null where it does
 *     not tell
 * @param certificate the one that the peer shows; null without one
 * @param names the host names by which a mail server calls itself, in its greeting first and in its
 *     answer to EHLO then (RFC 5321 sections 4.2 and 4.1.1.1), in lower case, each once
 */
public record Told(String client, ShownCertificate certificate, List<String> names) {
  public static final Told NOTHING = new Told(null, null);

  public static final int MOST_NAMES = 2;

  private static final Pattern HOST = Pattern.compile("[a-z0-9._-]{1,253}");

  public Told {
    names = names == null ? List.of() : List.copyOf(names);
  }

  public Told(String client, ShownCertificate certificate) {
    this(client, certificate, List.of());
  }

  /** The peer tells by which address it sees the client. */
  public static Told client(InetAddress seen) {
    return new Told(AddressText.of(seen), null);
  }

  /** Whether a text can be the name by which a server calls itself. */
  public static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }

  /** The same with the certificate that the peer shows; null for none. */
  public Told showing(ShownCertificate shown) {
    return new Told(client, shown, names);
  }

  /** The same with the names by which the peer calls itself. */
  public Told calling(List<String> itself) {
    return new Told(client, certificate, itself);
  }
}
