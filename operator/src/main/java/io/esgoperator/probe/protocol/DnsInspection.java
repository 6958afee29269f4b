package io.esgoperator.probe.protocol;

import io.esgoperator.model.Trait;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Searches a DNS server's answers for tampering (protocols.md section 5.1, checks 1, 5, 6, 8 and
 * 10). The further questions share one timeout, so that silence after one leaves time for the
 * other; TCP gets one more second.
 */
record DnsInspection(DnsChannel channel, DnsQuestions questions, Inspection inspection) {
  /** The most records to quote; an answer may have thousands. */
  private static final int QUOTED = 3;

  /** The tampering found, if any; {@code soa} is the answer to {@link DnsQuestions#rootSoa}. */
  Optional<ProbeResult> tampering(Message soa, Duration timeout) throws DnsChannel.NotDnsException {
    if (!inspection.on()) {
      return Optional.empty();
    }
    Duration share = timeout.dividedBy(2);
    Optional<ProbeResult> first = inspection.expects(Trait.AuthoritativeRoot) ? root(soa) : none();
    if (first.isPresent()) {
      return first;
    }
    Optional<ProbeResult> name = nonce(share);
    return name.isPresent()
            || channel.transport() != Transport.UDP
            || !inspection.expects(Trait.AuthoritativeRoot)
        ? name
        : longAnswer(share);
  }

  private static Optional<ProbeResult> root(Message soa) {
    String flags = soa.getHeader().printFlags().strip();
    // A server that limits its rate answers with the cut alone, and over TCP in full.
    boolean cut = soa.getHeader().getFlag(Flags.TC);
    if (!cut && !soa.getHeader().getFlag(Flags.AA) || soa.getHeader().getFlag(Flags.RA)) {
      return found(
          Finding.DnsRedirected,
          "asked for the root's SOA without recursion, got "
              + Rcode.string(soa.getRcode())
              + " with flags "
              + flags);
    }
    if (cut) {
      return none();
    }
    if (soa.getOPT() == null) {
      return found(Finding.EdnsStripped, "asked with EDNS, got an answer without OPT");
    }
    return (soa.getOPT().getFlags() & ExtendedFlags.DO) == 0
            || soa.getSection(Section.ANSWER).stream()
                .noneMatch(record -> record.getType() == Type.RRSIG)
        ? found(
            Finding.DnssecStripped, "asked for the signed root's SOA with DO, got it without RRSIG")
        : none();
  }

  private Optional<ProbeResult> nonce(Duration share) throws DnsChannel.NotDnsException {
    Message query = questions.nonce();
    Message answer = answer(channel, query, share).orElse(null);
    // What cannot be read has no question to repeat (RFC 1035 section 4.1.1).
    if (answer == null || answer.getQuestion() == null) {
      return none();
    }
    String sent = query.getQuestion().getName().toString();
    String back = answer.getQuestion().getName().toString();
    if (!sent.equals(back)) {
      return found(Finding.CaseChanged, "asked for " + sent + ", got an answer for " + back);
    }
    return answer.getSection(Section.ANSWER).isEmpty()
            || !inspection.expects(Trait.AuthoritativeRoot)
        ? none()
        : found(
            Finding.DnsRedirected,
            "asked for "
                + sent
                + ", which does not exist, got "
                + answer.getSection(Section.ANSWER).stream().limit(QUOTED).toList());
  }

  /**
   * Truncation alone proves nothing: the server may cut an answer that TCP shows to be too long.
   */
  private Optional<ProbeResult> longAnswer(Duration share) throws DnsChannel.NotDnsException {
    Message query = questions.rootKeys();
    Optional<Message> overUdp = answer(channel, query, share);
    if (overUdp.isPresent() && !overUdp.get().getHeader().getFlag(Flags.TC)) {
      return none();
    }
    return lengthOverTcp(query)
        .filter(bytes -> bytes <= DnsQuestions.ROOM)
        .map(
            bytes ->
                overUdp.isPresent()
                    ? new ProbeResult(
                        Finding.EdnsClamped,
                        "offered %d bytes for the root's DNSKEY, got a cut answer; over TCP it has %d bytes"
                            .formatted(DnsQuestions.ROOM, bytes))
                    : new ProbeResult(
                        Finding.LongAnswersLost,
                        "the root's SOA came, its DNSKEY of %d bytes did not, though %d bytes were offered"
                            .formatted(bytes, DnsQuestions.ROOM)));
  }

  /** Empty after an error: TCP is another path, which has its own probe. */
  private Optional<Integer> lengthOverTcp(Message query) {
    DnsChannel tcp = new DnsChannel(Transport.TCP, channel.target());
    try {
      return Optional.of(tcp.ask(query, Duration.ofSeconds(1)).numBytes());
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** The server has answered before. Later failures close nothing, unless a foreign answer came. */
  private static Optional<Message> answer(DnsChannel channel, Message query, Duration share)
      throws DnsChannel.NotDnsException {
    try {
      return Optional.of(channel.ask(query, share));
    } catch (DnsChannel.NotDnsException foreign) {
      throw foreign;
    } catch (IOException unanswered) {
      return Optional.empty();
    }
  }

  private static Optional<ProbeResult> found(Finding finding, String evidence) {
    return Optional.of(new ProbeResult(finding, evidence));
  }

  private static Optional<ProbeResult> none() {
    return Optional.empty();
  }
}
