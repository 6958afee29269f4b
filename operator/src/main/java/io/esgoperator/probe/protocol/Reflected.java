package io.esgoperator.probe.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** Reads the client's address from an answer. */
final class Reflected {
  private Reflected() {}

  /**
   * The only address in the record of the asked name; empty without one, or with several. Google's
   * servers add a text on the client subnet, which does not count; CoreDNS's whoami puts an A or
   * AAAA record into the additional section.
   */
  static Optional<InetAddress> in(Message answer) {
    List<InetAddress> addresses =
        Stream.of(Section.ANSWER, Section.ADDITIONAL)
            .flatMap(section -> answer.getSection(section).stream())
            .filter(record -> record.getName().equals(answer.getQuestion().getName()))
            .flatMap(Reflected::addresses)
            .distinct()
            .toList();
    return addresses.size() == 1 ? Optional.of(addresses.get(0)) : Optional.empty();
  }

  private static Stream<InetAddress> addresses(Record record) {
    if (record instanceof ARecord ipv4) {
      return Stream.of(ipv4.getAddress());
    }
    if (record instanceof AAAARecord ipv6) {
      return Stream.of(ipv6.getAddress());
    }
    return record instanceof TXTRecord text
        ? text.getStrings().stream().flatMap(Reflected::literal)
        : Stream.empty();
  }

  private static Stream<InetAddress> literal(String text) {
    try {
      return Stream.of(Address.getByAddress(text));
    } catch (UnknownHostException otherText) {
      return Stream.empty();
    }
  }
}
