package io.esgoperator.probe.protocol;

import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A page as a server shows it over TLS. A redirection is not followed.
 *
 * @param complaint about its certificate, of a known issuer; empty where it is valid for the
 *     server's name
 * @param status the first line of the reply; empty after a complaint, since nothing was asked
 * @param type the media type; empty where none is told
 * @param text of the page, as Latin-1
 */
public record HttpsPage(Optional<String> complaint, String status, String type, String text) {

  /**
   * Gets a page.
   *
   * @param target by name
   * @param resource the path
   * @param most bytes of the text
   * @throws IOException the socket's error; or the certificate is of no known issuer: something in
   *     between may have made it
   */
  public static HttpsPage get(
      ProbeTarget target, String resource, int most, Trust trust, Duration timeout)
      throws IOException {
    try (Conversation talk = Conversation.open(target, WaitingBudget.of(timeout))) {
      Trust.Witness witness = trust.witness();
      talk.startTls(witness, parameters -> HttpsProber.named(target, parameters));
      if (witness.isOfUnknownIssuer()) {
        throw new IOException(witness.complaint().orElseThrow());
      }
      if (witness.complaint().isPresent()) {
        return new HttpsPage(witness.complaint(), "", "", "");
      }
      HttpReply reply = HttpReply.read(HttpProber.status(talk, target, resource), talk, most);
      return new HttpsPage(
          Optional.empty(), reply.status(), reply.header("Content-Type").orElse(""), reply.start());
    }
  }
}
