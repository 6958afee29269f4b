package io.esgoperator.probe.protocol;

import io.esgoperator.identity.Told;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Family;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.waiting.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/**
 * Asks a server that returns the client's address, over UDP and TCP in turn (protocols.md section
 * 5.1, check 3). If only one of the two is redirected, their answers differ. One question may take
 * half of the timeout, all of them together the whole.
 *
 * @param record name of the TXT record that holds the address
 */
record DnsReflection(DnsQuestions questions, String record) implements Prober {
  /**
   * How often the same difference must appear. A NAT that picks one of two addresses at random for
   * each flow produces it in one round of 32,768.
   */
  private static final int TIMES = 8;

  /** Alternating orders, since a NAT may use its addresses in turn. */
  private static final List<List<Transport>> ORDERS =
      List.of(List.of(Transport.UDP, Transport.TCP), List.of(Transport.TCP, Transport.UDP));

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try {
      return compare(target, Patience.of(timeout));
    } catch (DnsChannel.NotDnsException foreign) {
      return ProbeResult.foreign(foreign.getMessage());
    }
  }

  private ProbeResult compare(ProbeTarget target, Patience patience) throws IOException {
    Egress egress = egress(target, ORDERS.get(0), patience);
    for (int time = 1; egress.differs() && time < TIMES; time++) {
      if (!egress(target, ORDERS.get(time % 2), patience).equals(egress)) {
        return ProbeResult.answered("the reflector saw several addresses over one transport")
            .telling(Told.client(egress.udp()));
      }
    }
    String evidence =
        "over UDP the reflector saw %s, over TCP %s"
            .formatted(AddressText.of(egress.udp()), AddressText.of(egress.tcp()));
    return egress.differs()
        ? new ProbeResult(Finding.EgressDiffers, evidence)
        : ProbeResult.answered(evidence).telling(Told.client(egress.udp()));
  }

  private Egress egress(ProbeTarget target, List<Transport> order, Patience patience)
      throws IOException {
    Map<Transport, InetAddress> seen = new EnumMap<>(Transport.class);
    for (Transport transport : order) {
      seen.put(transport, seen(new DnsChannel(transport, target), patience));
    }
    return new Egress(seen.get(Transport.UDP), seen.get(Transport.TCP));
  }

  private InetAddress seen(DnsChannel channel, Patience patience) throws IOException {
    Message query = questions.whoAsks(record);
    return reflected(query.getQuestion().getName(), channel.ask(query, patience.next()))
        .orElseThrow(
            () ->
                new DnsChannel.NotDnsException(
                    "no single address in the answer over " + channel.transport()));
  }

  /** Bounds a silent question first, and slow questions together. */
  private record Patience(Deadline all, Duration each) {
    static Patience of(Duration timeout) {
      return new Patience(Deadline.in(timeout), timeout.dividedBy(2));
    }

    Duration next() throws SocketTimeoutException {
      Duration left = all.left();
      return left.compareTo(each) < 0 ? left : each;
    }
  }

  /** The addresses from which the server saw the questions. */
  private record Egress(InetAddress udp, InetAddress tcp) {
    /** Addresses of two families only show a translator on the way. */
    boolean differs() {
      return Family.of(udp) == Family.of(tcp) && !udp.equals(tcp);
    }
  }

  /**
   * The only address in the record of the asked name; empty without one, or with several. Google's
   * servers add a text on the client subnet, which does not count; CoreDNS's whoami puts an A or
   * AAAA record into the additional section.
   */
  private static Optional<InetAddress> reflected(Name asked, Message answer) {
    List<InetAddress> addresses =
        Stream.of(Section.ANSWER, Section.ADDITIONAL)
            .flatMap(section -> answer.getSection(section).stream())
            .filter(record -> record.getName().equals(asked))
            .flatMap(DnsReflection::addresses)
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
        ? text.getStrings().stream().flatMap(DnsReflection::literal)
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
