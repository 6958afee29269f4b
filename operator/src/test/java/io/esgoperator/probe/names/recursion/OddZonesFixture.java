package io.esgoperator.probe.names.recursion;

import io.esgoperator.model.Cidr;
import io.esgoperator.probe.protocol.LoopbackDns;
import io.esgoperator.probe.waiting.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A zone with two servers, beneath a root, whose answers a test may spoil. */
abstract class OddZonesFixture {
  static final String FIRST = "127.1.0.31";
  static final String SECOND = "127.1.0.32";
  static final String ELSEWHERE = "127.1.0.33";

  static final ZoneServer HONEST =
      new ZoneServer()
          .zone(
              "odd.test",
              "mail A 192.0.2.1",
              "host.empty A 192.0.2.3",
              "blank TXT \"\"",
              "blank TXT \"v=spf1 -all\"",
              "long TXT " + ("\"" + "x".repeat(200) + "\" ").repeat(10));

  final NameWorld world = new NameWorld();

  @BeforeEach
  void serve() throws IOException {
    world
        .server(NameWorld.ROOT)
        .zone(
            ".",
            "odd.test. NS a.odd.test.",
            "odd.test. NS b.odd.test.",
            "a.odd.test. A " + FIRST,
            "b.odd.test. A " + SECOND);
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
  }

  String lookup(String name, int type) {
    return text(world.recursion().lookups(80).of(NameWorld.name(name), type));
  }

  static String text(Lookup said) {
    return said instanceof Lookup.Found found
        ? String.join(", ", found.records().stream().map(Record::rdataToString).toList())
        : said.toString();
  }

  static LoopbackDns.Answers spoilt(UnaryOperator<Message> spoiling) {
    return HONEST.spoilt(spoiling);
  }

  static Message bare(Message answer, int rcode) {
    Message bare = new Message(answer.getHeader().getID());
    bare.getHeader().setFlag(Flags.QR);
    bare.getHeader().setRcode(rcode);
    return bare;
  }

  static Message badVersion(Message answer) {
    answer.removeAllRecords(Section.ANSWER);
    answer.addRecord(new OPTRecord(1_232, Rcode.BADVERS >> 4, 0), Section.ADDITIONAL);
    return answer;
  }

  static Message empty(Message answer) {
    answer.removeAllRecords(Section.ANSWER);
    answer.removeAllRecords(Section.AUTHORITY);
    answer.getHeader().setRcode(Rcode.NOERROR);
    return answer;
  }

  static Message speakingFor(Message answer, String zone) {
    Message other = empty(answer);
    other.getHeader().setRcode(Rcode.NXDOMAIN);
    other.addRecord(ZoneServer.records(NameWorld.name(zone)).get(0), Section.AUTHORITY);
    return other;
  }

  static Message unset(Message answer, int flag) {
    answer.getHeader().unsetFlag(flag);
    return answer;
  }

  static Message set(Message answer, int flag) {
    answer.getHeader().setFlag(flag);
    return answer;
  }

  static Message referring(Message answer, String zone) {
    Message upward = unset(empty(answer), Flags.AA);
    upward.addRecord(
        new NSRecord(NameWorld.name(zone), DClass.IN, 300, NameWorld.name("ns.invalid")),
        Section.AUTHORITY);
    return upward;
  }

  /** Delegations by the root's server of a further world. */
  String lookupIn(String... delegations) throws IOException {
    world.server("127.1.0.30").zone(".", delegations);
    return text(
        new Recursion(
                List.of(Cidr.literal("127.1.0.30")),
                world.reach(),
                Deadline.in(Duration.ofSeconds(5)))
            .lookups(80)
            .of(NameWorld.name("mail.odd.test"), Type.A));
  }
}
