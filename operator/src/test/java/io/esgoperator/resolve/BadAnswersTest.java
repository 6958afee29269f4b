package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.probe.protocol.LoopbackDns;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Answers that no real name server gives; none of them moves an address. */
@Tag("slow")
class BadAnswersTest {
  private static final String HOST = "dc.corp.test";

  private final MovableClock clock = new MovableClock();

  /** Replies that are no valid answers. */
  enum Bad {
    Garbage,
    CutShort,
    AnotherName,
    AnotherQuestion,
    TwoAliases,
    MappedAddress,
    TruncatedForGood,
    FormatError,
    NotImplemented;

    byte[] answer(Message query) throws IOException {
      Name asked = query.getQuestion().getName();
      Message answer = new Message(query.getHeader().getID());
      answer.getHeader().setFlag(Flags.QR);
      answer.addRecord(query.getQuestion(), Section.QUESTION);
      switch (this) {
        case Garbage -> {
          byte[] garbage = new byte[200];
          Arrays.fill(garbage, (byte) 0xc0);
          return garbage;
        }
        case CutShort -> {
          answer.addRecord(address(asked, "192.0.2.66"), Section.ANSWER);
          return Arrays.copyOf(answer.toWire(), answer.toWire().length - 2);
        }
        case AnotherName ->
            answer.addRecord(address(Name.fromString("evil.test."), "192.0.2.66"), Section.ANSWER);
        case AnotherQuestion -> {
          answer.removeAllRecords(Section.QUESTION);
          answer.addRecord(
              Record.newRecord(Name.fromString("evil.test."), Type.A, DClass.IN), Section.QUESTION);
          answer.addRecord(address(asked, "192.0.2.66"), Section.ANSWER);
        }
        case TwoAliases -> {
          answer.addRecord(alias(asked, "one.test."), Section.ANSWER);
          answer.addRecord(alias(asked, "two.test."), Section.ANSWER);
        }
        case MappedAddress -> {
          if (query.getQuestion().getType() == Type.AAAA) {
            answer.addRecord(
                new AAAARecord(
                    asked,
                    DClass.IN,
                    60,
                    new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -64, 0, 2, 66}),
                Section.ANSWER);
          }
        }
        case TruncatedForGood -> answer.getHeader().setFlag(Flags.TC);
        case FormatError -> answer.getHeader().setRcode(Rcode.FORMERR);
        case NotImplemented -> answer.getHeader().setRcode(Rcode.NOTIMP);
      }
      return answer.toWire();
    }
  }

  @ParameterizedTest
  @EnumSource(Bad.class)
  void a_bad_answer_moves_no_address_and_is_a_problem(Bad bad) throws IOException {
    boolean[] spoilt = {false};
    try (LoopbackDns server =
        LoopbackDns.start(
            (query, transport) -> spoilt[0] ? bad.answer(query) : good(query).toWire())) {
      HostResolver resolver =
          new HostResolver(
              DnsAddressLookup.over(
                  new ExtendedResolver(
                      new Resolver[] {
                        new SimpleResolver(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()))
                      }),
                  Duration.ofSeconds(2)),
              clock);
      assertThat(resolved(resolver).addresses()).containsExactly("192.0.2.1", "2001:db8::1");
      spoilt[0] = true;
      clock.advance(Duration.ofHours(1));
      assertThat(resolved(resolver).addresses()).containsExactly("192.0.2.1", "2001:db8::1");
      clock.advance(Duration.ofHours(1));
      assertThat(resolved(resolver).addresses()).containsExactly("192.0.2.1", "2001:db8::1");
      assertThat(resolved(resolver).problem()).isNotNull();
    }
  }

  private static ResolvedHosts.Host resolved(HostResolver resolver) {
    return Looking.settled(resolver, HOST).hosts().get(HOST);
  }

  private static Message good(Message query) throws IOException {
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    Name asked = query.getQuestion().getName();
    answer.addRecord(
        query.getQuestion().getType() == Type.A
            ? address(asked, "192.0.2.1")
            : new AAAARecord(asked, DClass.IN, 60, InetAddress.getByName("2001:db8::1")),
        Section.ANSWER);
    return answer;
  }

  private static Record address(Name name, String literal) throws IOException {
    return new ARecord(name, DClass.IN, 60, InetAddress.getByName(literal));
  }

  private static Record alias(Name name, String target) throws IOException {
    return new CNAMERecord(name, DClass.IN, 60, Name.fromString(target));
  }
}
