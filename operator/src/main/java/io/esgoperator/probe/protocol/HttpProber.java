package io.esgoperator.probe.protocol;

import io.esgoperator.catalog.Cidr;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.time.Duration;

/**
 * One GET; any HTTP status proves the path (RFC 9110; protocols.md sections 7 and 8.2).
 *
 * @param resource the request target
 */
record HttpProber(String resource) implements Prober {
  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try (Conversation talk = Conversation.open(target, timeout)) {
      return get(talk, target);
    }
  }

  ProbeResult get(Conversation talk, ProbeTarget target) throws IOException {
    talk.say(
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: esg-operator-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n"
            .formatted(resource, host(target.host())));
    String status = talk.hearLine();
    return status.matches("HTTP/[0-9.]+ [1-5][0-9][0-9]( .*)?")
        ? ProbeResult.answered(status)
        : ProbeResult.foreign("expected an HTTP status, got: " + status);
  }

  private static String host(String host) {
    return Cidr.isLiteral(host) && host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
