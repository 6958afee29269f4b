package io.esgoperator.probe.protocol;

import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.time.Duration;
import org.xbill.DNS.Rcode;

/** Asks a DNS server for its own name (RFC 4892): it answers, or refuses, without asking others. */
record ResolverProber(DnsQuestions questions) implements Prober {
  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try {
      return ProbeResult.answered(
          Rcode.string(
              new DnsChannel(Transport.UDP, target).ask(questions.serverId(), timeout).getRcode()));
    } catch (DnsChannel.NotDnsException foreign) {
      return ProbeResult.foreign(foreign.getMessage());
    }
  }
}
