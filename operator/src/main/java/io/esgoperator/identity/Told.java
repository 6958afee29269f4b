package io.esgoperator.identity;

import io.esgoperator.model.AddressText;
import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * What a peer tells in an exchange besides that it answers.
 *
 * @param client the address, as a literal, by which the peer sees the client; null where it does
 *     not tell
 * @param certificate the one that the peer shows; null without one
 * @param greeting the host name by which a mail server greets (RFC 5321 section 4.2), in lower
 *     case; null without one
 */
public record Told(String client, ShownCertificate certificate, String greeting) {
  public static final Told NOTHING = new Told(null, null);

  private static final Pattern HOST = Pattern.compile("[a-z0-9._-]{1,253}");

  public Told(String client, ShownCertificate certificate) {
    this(client, certificate, null);
  }

  /** The peer tells by which address it sees the client. */
  public static Told client(InetAddress seen) {
    return new Told(AddressText.of(seen), null);
  }

  /** Whether a text can be the name by which a server greets. */
  public static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }

  /** The same with the certificate that the peer shows; null for none. */
  public Told showing(ShownCertificate shown) {
    return new Told(client, shown, greeting);
  }

  /** The same with the name by which the peer greets; null for none. */
  public Told greetingAs(String host) {
    return new Told(client, certificate, host);
  }
}
