package io.esgoperator.identity;

import io.esgoperator.model.AddressText;
import java.net.InetAddress;

/**
 * What a peer tells in an exchange besides that it answers.
 *
 * @param client the address, as a literal, by which the peer sees the client; null where it does
 *     not tell
 * @param certificate the one that the peer shows; null without one
 */
public record Told(String client, ShownCertificate certificate) {
  public static final Told NOTHING = new Told(null, null);

  /** The peer tells by which address it sees the client. */
  public static Told client(InetAddress seen) {
    return new Told(AddressText.of(seen), null);
  }

  /** The same with the certificate that the peer shows; null for none. */
  public Told showing(ShownCertificate shown) {
    return new Told(client, shown);
  }
}
