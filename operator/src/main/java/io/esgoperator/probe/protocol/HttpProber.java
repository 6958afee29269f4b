package io.esgoperator.probe.protocol;

import io.esgoperator.model.BuiltInTargets;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import java.io.IOException;
import java.time.Duration;

/**
 * One GET; any HTTP status proves the path (RFC 9110; protocols.md sections 7 and 8.2).
 *
 * @param resource the request target, unless the peer has a page with known content
 */
record HttpProber(String resource, Inspection inspection) implements TimedProber {

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    try (Conversation talk = Conversation.open(target, WaitingBudget.of(timeout, peer))) {
      return get(talk, target);
    }
  }

  ProbeResult get(Conversation talk, ProbeTarget target) throws IOException {
    BuiltInTargets.Page page =
        inspection.on()
            ? BuiltInTargets.page(target.host()).orElse(new BuiltInTargets.Page(resource, ""))
            : new BuiltInTargets.Page(resource, "");
    talk.say(
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: esg-operator-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n"
            .formatted(page.resource(), host(target.host())));
    String status = talk.hearLine();
    if (!status.matches("HTTP/[0-9.]+ [1-9][0-9][0-9]( .*)?")) {
      return talk.foreign("an HTTP status", status);
    }
    return inspection.on() ? inspected(HttpReply.read(status, talk), page) : answered(status);
  }

  private static ProbeResult answered(String status) {
    return status.matches("\\S+ 400\\b.*")
        ? ProbeResult.declined(status)
        : ProbeResult.answered(status);
  }

  private static ProbeResult inspected(HttpReply reply, BuiltInTargets.Page page) {
    if (!reply.start().contains(page.content())) {
      return new ProbeResult(
          Finding.ForeignPage,
          "asked for %s, which contains '%s', got %s: %s"
              .formatted(page.resource(), page.content(), reply.status(), reply.start()));
    }
    ProbeResult result = answered(reply.status());
    return reply.proxy().map(proxy -> result.marked(proxy, Finding.ThroughProxy)).orElse(result);
  }

  private static String host(String host) {
    return Cidr.isLiteral(host) && host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
