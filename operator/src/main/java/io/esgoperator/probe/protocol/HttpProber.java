package io.esgoperator.probe.protocol;

import io.esgoperator.model.BuiltInTargets;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One GET; any HTTP status proves the path (RFC 9110; protocols.md sections 7 and 8.2).
 *
 * @param resource the request target, unless the peer has a page with known content
 */
record HttpProber(String resource, Inspection inspection) implements TimedProber {

  /** Lines before the status that some servers leave over from an earlier reply. */
  private static final int MOST_BLANKS = 2;

  /** A frame's length has three bytes, and what comes first has fewer than 65,536. */
  private static final int FIRST_OF_FRAME = 0;

  private static final int FRAME_HEADER = 9;
  private static final int FRAME_TYPE = 3;
  private static final int FRAME_STREAM = 5;
  private static final int SETTINGS = 4;
  private static final int SETTING = 6;
  private static final int GOAWAY = 7;

  /** No origin server sends them: 407 and 511 are a proxy's (RFC 6585 section 6). */
  private static final String BY_A_PROXY = "\\S+\\s+(407|511)\\b.*";

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    try (Conversation talk = Conversation.open(target, WaitingBudget.of(timeout, peer))) {
      return get(talk, target);
    }
  }

  ProbeResult get(Conversation talk, ProbeTarget target) throws IOException {
    BuiltInTargets.Page page =
        BuiltInTargets.page(target.host())
            .filter(known -> inspection.on())
            .orElse(new BuiltInTargets.Page(resource, ""));
    ask(talk, target, page.resource());
    if (talk.peek() == FIRST_OF_FRAME) {
      return frame(talk.heard().readNBytes(FRAME_HEADER));
    }
    String status = status(talk);
    if (!status.matches("(?i)HTTP/[0-9.]+[ \\t]+[1-9][0-9][0-9]([ \\t].*)?")) {
      return talk.foreign("an HTTP status", status);
    }
    return inspection.on() ? inspected(HttpReply.read(status, talk), page) : answered(status);
  }

  /**
   * A server that speaks HTTP/2 alone begins with SETTINGS, or ends with GOAWAY, on stream 0 (RFC
   * 9113 sections 3.4, 4.1, 6.5 and 6.8).
   */
  private static ProbeResult frame(byte[] header) {
    ByteBuffer fields = ByteBuffer.wrap(header);
    int length = fields.getInt() >>> Byte.SIZE;
    int type = header[FRAME_TYPE];
    boolean isOfConnection = fields.getInt(FRAME_STREAM) == 0;
    return isOfConnection && (type == SETTINGS && length % SETTING == 0 || type == GOAWAY)
        ? ProbeResult.declined("HTTP/2: it does not speak HTTP/1.1")
        : ProbeResult.foreign("expected an HTTP status, got " + HexFormat.of().formatHex(header));
  }

  /** Asks for a resource, and reads the first line of the reply. */
  static String status(Conversation talk, ProbeTarget target, String resource) throws IOException {
    ask(talk, target, resource);
    return status(talk);
  }

  private static void ask(Conversation talk, ProbeTarget target, String resource)
      throws IOException {
    talk.say(
        "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: esg-operator-probe\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n"
            .formatted(resource, host(target.name())));
  }

  private static String status(Conversation talk) throws IOException {
    String status = talk.hearLine();
    for (int blank = 0; status.isEmpty() && blank < MOST_BLANKS; blank++) {
      status = talk.hearLine();
    }
    return status;
  }

  private static ProbeResult answered(String status) {
    return status.matches("\\S+\\s+400\\b.*")
        ? ProbeResult.declined(status)
        : ProbeResult.answered(status);
  }

  private static ProbeResult inspected(HttpReply reply, BuiltInTargets.Page page) {
    if (reply.status().matches(BY_A_PROXY) || !reply.start().contains(page.content())) {
      return new ProbeResult(
          Finding.ForeignPage,
          "asked for %s%s, got %s: %s"
              .formatted(page.resource(), known(page), reply.status(), reply.start()));
    }
    ProbeResult result = answered(reply.status());
    return reply.proxy().map(proxy -> result.marked(proxy, Finding.ThroughProxy)).orElse(result);
  }

  private static String known(BuiltInTargets.Page page) {
    return page.content().isEmpty() ? "" : ", which contains '" + page.content() + "'";
  }

  private static String host(String host) {
    return Cidr.isLiteral(host) && host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }
}
