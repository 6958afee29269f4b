package io.esgoperator.probe.protocol;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What an authoritative server of the signed root answers, and how others spoil it. */
final class RootServer {
  private static final long TTL = 86_400;

  private RootServer() {}

  /**
   * The honest answer to a probe's question.
   *
   * @param keyLength in bytes, of the only key
   */
  static Message answer(Message query, int keyLength) {
    Message answer = empty(query);
    answer.getHeader().setFlag(Flags.AA);
    switch (query.getQuestion().getType()) {
      case Type.SOA -> {
        answer.addRecord(soa(), Section.ANSWER);
        answer.addRecord(signature(Type.SOA), Section.ANSWER);
      }
      case Type.DNSKEY -> {
        answer.addRecord(
            new DNSKEYRecord(
                Name.root,
                DClass.IN,
                TTL,
                DNSKEYRecord.Flags.ZONE_KEY,
                DNSKEYRecord.Protocol.DNSSEC,
                DNSSEC.Algorithm.RSASHA256,
                new byte[keyLength]),
            Section.ANSWER);
        answer.addRecord(signature(Type.DNSKEY), Section.ANSWER);
      }
      default -> {
        answer.getHeader().setRcode(Rcode.NXDOMAIN);
        answer.addRecord(soa(), Section.AUTHORITY);
      }
    }
    answer.addRecord(new OPTRecord(1_232, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
    return answer;
  }

  /** As from a resolver's memory. */
  static Message withoutAuthority(Message answer) {
    answer.getHeader().unsetFlag(Flags.AA);
    return answer;
  }

  static Message offeringRecursion(Message answer) {
    answer.getHeader().setFlag(Flags.RA);
    return answer;
  }

  static Message withoutEdns(Message answer) {
    answer.removeAllRecords(Section.ADDITIONAL);
    return answer;
  }

  static Message withoutDnssec(Message answer) {
    answer.removeAllRecords(Section.ADDITIONAL);
    answer.addRecord(new OPTRecord(1_232, 0, 0), Section.ADDITIONAL);
    return answer;
  }

  static Message unsigned(Message answer) {
    List.copyOf(answer.getSection(Section.ANSWER)).stream()
        .filter(record -> record.getType() == Type.RRSIG)
        .forEach(record -> answer.removeRecord(record, Section.ANSWER));
    return answer;
  }

  static Message cut(Message answer) {
    answer.removeAllRecords(Section.ANSWER);
    answer.getHeader().setFlag(Flags.TC);
    return answer;
  }

  static Message lowerCased(Message answer) {
    Record question = answer.getQuestion();
    answer.removeAllRecords(Section.QUESTION);
    answer.addRecord(
        Record.newRecord(
            question.getName().canonicalize(), question.getType(), question.getDClass()),
        Section.QUESTION);
    return answer;
  }

  /** The search page of an access provider, for a name that does not exist. */
  static Message withAddress(Message answer) {
    answer.getHeader().setRcode(Rcode.NOERROR);
    answer.addRecord(
        new ARecord(
            answer.getQuestion().getName(), DClass.IN, 60, InetAddress.getLoopbackAddress()),
        Section.ANSWER);
    return answer;
  }

  /** An answer that says nothing yet. */
  static Message empty(Message query) {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setOpcode(Opcode.QUERY);
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    return answer;
  }

  private static Record soa() {
    return new SOARecord(
        Name.root, DClass.IN, TTL, Name.root, Name.root, 2_026_112_500L, 1_800, 900, 604_800, TTL);
  }

  private static Record signature(int covered) {
    return new RRSIGRecord(
        Name.root,
        DClass.IN,
        TTL,
        covered,
        DNSSEC.Algorithm.RSASHA256,
        TTL,
        Instant.now().plusSeconds(TTL),
        Instant.now(),
        20_326,
        Name.root,
        new byte[256]);
  }
}
