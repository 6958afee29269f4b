package io.esgoperator.probe.protocol;

import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * An anonymous bind and unbind; any LDAP answer proves the path (RFC 4511 section 4.2; protocols.md
 * section 8.1).
 */
record LdapProber(boolean implicitTls) implements Prober {
  private static final byte[] ANONYMOUS_BIND =
      HexFormat.of().parseHex("300c020101600702010304008000");
  private static final byte[] UNBIND = HexFormat.of().parseHex("30050201024200");
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int BIND_RESPONSE = 0x61;
  private static final int ENUMERATED = 0x0a;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try (Conversation talk = Conversation.open(target, timeout)) {
      if (implicitTls) {
        talk.startTls(Trust.accepting());
      }
      talk.say(ANONYMOUS_BIND);
      int first = talk.hear();
      if (first != SEQUENCE) {
        return ProbeResult.foreign(
            "expected an LDAP message, got the byte 0x%02x".formatted(first));
      }
      length(talk);
      if (talk.hear() != INTEGER || !isFirstMessage(talk) || talk.hear() != BIND_RESPONSE) {
        return ProbeResult.foreign("expected the LDAP answer to a bind, got another message");
      }
      length(talk);
      if (talk.hear() != ENUMERATED) {
        return ProbeResult.foreign("expected an LDAP result code");
      }
      length(talk);
      int code = talk.hear();
      talk.say(UNBIND);
      return ProbeResult.answered("LDAP bind result " + code);
    }
  }

  private static boolean isFirstMessage(Conversation talk) throws IOException {
    int octets = length(talk);
    int value = 0;
    for (int octet = 0; octet < octets; octet++) {
      value = value << 8 | talk.hear();
    }
    return value == 1;
  }

  /** A BER length in any of its forms: servers pad it (X.690 section 8.1.3). */
  private static int length(Conversation talk) throws IOException {
    int first = talk.hear();
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int octet = 0; octet < (first & 0x7f) && octet < 8; octet++) {
      length = length << 8 | talk.hear();
    }
    return length;
  }
}
