package io.esgoperator.probe.protocol;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Trait;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/**
 * A non-recursive question for the root's SOA to an authoritative server (RFC 1035, 6891;
 * protocols.md section 5).
 */
record DnsProber(Transport transport, DnsQuestions questions, Inspection inspection)
    implements TimedProber {
  /** An option's code and length (RFC 6891 section 6.1.2). */
  private static final int BEFORE_NAME = 4;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    DnsChannel channel = new DnsChannel(transport, target);
    try {
      return askedWithEdns(channel, WaitingBudget.of(timeout, peer), timeout);
    } catch (DnsChannel.NotDnsException foreign) {
      return ProbeResult.foreign(foreign.getMessage());
    } catch (SocketTimeoutException silence) {
      return shortAnswer(channel, timeout, peer).orElseThrow(() -> silence);
    }
  }

  private ProbeResult askedWithEdns(DnsChannel channel, WaitingBudget budget, Duration timeout)
      throws IOException {
    Message answer = channel.ask(questions.rootSoa(), budget);
    // A server that refuses so much as to read the question shows nothing else; no root server
    // does.
    return answer.getQuestion() == null && !inspection.expects(Trait.AuthoritativeRoot)
        ? answered(answer)
        : new DnsInspection(channel, questions, inspection)
            .tampering(answer, timeout)
            .orElseGet(() -> answered(answer));
  }

  /**
   * A server that drops EDNS, or every question for the root, answers a plain one for another name.
   * Of a server that is known to do neither, something on the way drops EDNS or long answers,
   * unless it was only slow.
   */
  private Optional<ProbeResult> shortAnswer(DnsChannel channel, Duration timeout, PeerTime peer) {
    try {
      Message answer =
          channel.ask(questions.plainNonce(), WaitingBudget.of(timeout.dividedBy(2), peer));
      String evidence =
          "asked for the root's SOA with EDNS and %d bytes of room, got silence; for another name without EDNS, got %s"
              .formatted(DnsQuestions.ROOM, Rcode.string(answer.getRcode()));
      return Optional.of(
          inspection.expects(Trait.AuthoritativeRoot)
              ? askedAgain(channel, timeout, new ProbeResult(Finding.LongAnswersLost, evidence))
              : ProbeResult.answered(evidence));
    } catch (IOException silence) {
      return Optional.empty();
    }
  }

  private ProbeResult askedAgain(DnsChannel channel, Duration timeout, ProbeResult lost)
      throws IOException {
    try {
      return askedWithEdns(channel, WaitingBudget.of(timeout.dividedBy(4)), timeout);
    } catch (SocketTimeoutException silence) {
      return lost;
    }
  }

  private static ProbeResult answered(Message answer) {
    ProbeResult result =
        ProbeResult.answered(
            Rcode.string(answer.getRcode()) + ", flags " + answer.getHeader().printFlags().strip());
    return serverId(answer)
        .map(server -> result.marked(server, Finding.SameEverywhere))
        .orElse(result);
  }

  /**
   * The server's own name (RFC 5001). A word without a dot, such as "ns1" or a city of a network
   * that serves many, is no server's alone.
   */
  private static Optional<String> serverId(Message answer) {
    return Stream.ofNullable(answer.getOPT())
        .flatMap(opt -> opt.getOptions(EDNSOption.Code.NSID).stream())
        .map(EDNSOption::toWire)
        .map(
            option ->
                new String(
                    option, BEFORE_NAME, option.length - BEFORE_NAME, StandardCharsets.US_ASCII))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> Told.isHost(name) && name.matches(".+\\.[a-z].*"))
        .findFirst();
  }
}
