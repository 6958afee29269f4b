package io.esgoperator.probe.protocol;

import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Message;

/** A root server of the test's own, and how the prober finds it. */
abstract class DnsInspectionFixture {
  static final Duration TIMEOUT = Duration.ofMillis(600);

  int keyLength = 512;

  Message answer(Message query) {
    return RootServer.answer(query, keyLength);
  }

  static Finding root(LoopbackDns.Answers answers) throws IOException {
    return ask(Application.DnsUdp, answers, Trait.AuthoritativeRoot).finding();
  }

  static ProbeResult ask(Application application, LoopbackDns.Answers answers, Trait... traits)
      throws IOException {
    try (LoopbackDns server = LoopbackDns.start(answers)) {
      return LoopbackPeer.ask(
          new Probers(new Trust(null))
              .forApplication(
                  application, new Inspection(true, List.of(traits), List.of(), List.of())),
          "127.0.0.1",
          server.port(),
          TIMEOUT);
    }
  }
}
