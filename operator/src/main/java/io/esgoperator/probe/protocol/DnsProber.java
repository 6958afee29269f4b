package io.esgoperator.probe.protocol;

import io.esgoperator.catalog.Transport;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A non-recursive question for the root's SOA, EDNS with 1232 bytes and DO, to an authoritative
 * server (RFC 1035, 6891, 7766; protocols.md section 5).
 */
record DnsProber(Transport transport) implements Prober {
  private static final int EDNS_BYTES = 1_232;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    Message query = Message.newQuery(Record.newRecord(Name.root, Type.SOA, DClass.IN));
    query.getHeader().unsetFlag(Flags.RD);
    query.addRecord(new OPTRecord(EDNS_BYTES, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    byte[] answer =
        transport == Transport.UDP
            ? overUdp(query.toWire(), target, timeout)
            : overTcp(query.toWire(), target, timeout);
    return read(answer, query);
  }

  private static byte[] overUdp(byte[] query, ProbeTarget target, Duration timeout)
      throws IOException {
    try (DatagramExchange exchange = new DatagramExchange(target, timeout)) {
      return exchange.ask(transmission -> query, 1_000, 2_000);
    }
  }

  /** A two-byte length stands before each message (RFC 1035 section 4.2.2). */
  private static byte[] overTcp(byte[] query, ProbeTarget target, Duration timeout)
      throws IOException {
    try (Conversation talk = Conversation.open(target, timeout)) {
      talk.say(
          ByteBuffer.allocate(2 + query.length).putShort((short) query.length).put(query).array());
      byte[] answer = new byte[talk.hear() << 8 | talk.hear()];
      for (int index = 0; index < answer.length; index++) {
        answer[index] = (byte) talk.hear();
      }
      return answer;
    }
  }

  private static ProbeResult read(byte[] bytes, Message query) {
    Message answer;
    try {
      answer = new Message(bytes);
    } catch (IOException notDns) {
      return ProbeResult.foreign("expected a DNS answer, got " + bytes.length + " other bytes");
    }
    if (answer.getHeader().getID() != query.getHeader().getID()
        || !answer.getHeader().getFlag(Flags.QR)
        || !query.getQuestion().equals(answer.getQuestion())) {
      return ProbeResult.foreign("a DNS answer to another question");
    }
    return ProbeResult.answered(
        Rcode.string(answer.getHeader().getRcode())
            + ", flags "
            + answer.getHeader().printFlags().strip());
  }
}
