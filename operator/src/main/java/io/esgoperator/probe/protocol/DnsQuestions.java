package io.esgoperator.probe.protocol;

import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSIDOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** The questions of protocols.md section 5.1: without recursion, with EDNS and DO. */
public record DnsQuestions(RandomGenerator random) {
  /** Room for an answer that the question offers, in bytes (DNS Flag Day 2020). */
  static final int ROOM = 1_232;

  private static final int LETTERS = 16;

  Message rootSoa() {
    return question(Name.root, Type.SOA);
  }

  /** Without EDNS, so that the answer has 512 bytes at most (RFC 1035 section 4.2.1). */
  Message plainNonce() {
    return plain(nonceName(), Type.A);
  }

  /** Its answer has more than 512 bytes where the root is signed. */
  Message rootKeys() {
    return question(Name.root, Type.DNSKEY);
  }

  /** A name that does not exist and that no cache knows, in mixed case (RFC 2606 section 2). */
  Message nonce() {
    return question(nonceName(), Type.A);
  }

  private Name nonceName() {
    StringBuilder name = new StringBuilder();
    for (int letter = 0; letter < LETTERS; letter++) {
      name.append((char) ((letter % 2 == 0 ? 'A' : 'a') + random.nextInt(26)));
    }
    return name(name + ".iNvAlId");
  }

  private static Name name(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException impossible) {
      throw new IllegalStateException(text, impossible);
    }
  }

  /** Short, so that a device that disturbs long answers or EDNS does not disturb this one. */
  Message whoAsks(String record) {
    return plain(name(record), Type.TXT);
  }

  /** In class CHAOS, of which no server asks another one. */
  Message serverId() {
    return plain(Record.newRecord(name("id.server"), Type.TXT, DClass.CH));
  }

  /** Any question to a server of its zone. */
  public static Message question(Record asked) {
    return withEdns(plain(asked), List.of());
  }

  private static Message question(Name name, int type) {
    return withEdns(plain(name, type), List.of(new NSIDOption(new byte[0])));
  }

  private static Message withEdns(Message query, List<EDNSOption> options) {
    query.addRecord(new OPTRecord(ROOM, 0, 0, ExtendedFlags.DO, options), Section.ADDITIONAL);
    return query;
  }

  private static Message plain(Name name, int type) {
    return plain(Record.newRecord(name, type, DClass.IN));
  }

  /** The same without EDNS, for a server that refuses it. */
  public static Message plain(Record asked) {
    Message query = Message.newQuery(asked);
    query.getHeader().unsetFlag(Flags.RD);
    return query;
  }
}
