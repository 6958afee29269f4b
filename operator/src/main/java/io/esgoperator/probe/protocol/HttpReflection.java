package io.esgoperator.probe.protocol;

import io.esgoperator.identity.Told;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Asks for a page whose text is the client's address: bare, or the only address in a larger text.
 *
 * @param isEncrypted whether it is asked by HTTPS; a certificate that is not trusted tells nothing
 * @param resource the request target
 */
record HttpReflection(boolean isEncrypted, Supplier<Trust.Witness> witnesses, String resource)
    implements TimedProber {
  private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    try (Conversation talk = Conversation.open(target, WaitingBudget.of(timeout, peer))) {
      if (isEncrypted) {
        Trust.Witness witness = witnesses.get();
        talk.startTls(witness, parameters -> HttpsProber.named(target, parameters));
        if (witness.complaint().isPresent()) {
          return ProbeResult.declined(witness.complaint().get());
        }
      }
      String status = HttpProber.status(talk, target, resource);
      return status.matches("(?i)HTTP/\\S+\\s+200\\b.*")
          ? told(HttpReply.read(status, talk).start())
          : talk.foreign("a page with an address", status);
    }
  }

  private static ProbeResult told(String page) {
    List<InetAddress> addresses =
        ADDRESS
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .flatMap(Cidr::literals)
            .distinct()
            .toList();
    return addresses.size() == 1
        ? ProbeResult.answered("it saw " + AddressText.of(addresses.get(0)))
            .telling(Told.client(addresses.get(0)))
        : ProbeResult.foreign("a page with %d addresses".formatted(addresses.size()));
  }
}
