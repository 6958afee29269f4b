package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** A pod's own DNS server, which need not reach any other one to answer. */
class ResolverProberTest {
  @Test
  void a_server_that_refuses_to_name_itself_has_answered() throws IOException {
    assertThat(
            ask(
                (query, transport) -> {
                  if (query.getQuestion().getDClass() != DClass.CH) {
                    return null;
                  }
                  Message answer = RootServer.empty(query);
                  answer.getHeader().setRcode(Rcode.REFUSED);
                  return answer.toWire();
                }))
        .isEqualTo(ProbeResult.answered("REFUSED"));
  }

  @Test
  void what_is_no_dns_came_back_all_the_same() throws IOException {
    assertThat(ask((query, transport) -> "blocked".getBytes(StandardCharsets.US_ASCII)).finding())
        .isEqualTo(Finding.ForeignAnswer);
  }

  @Test
  void silence_is_no_answer() throws IOException {
    assertThat(ask((query, transport) -> null).finding()).isEqualTo(Finding.NoAnswer);
  }

  private static ProbeResult ask(LoopbackDns.Answers answers) throws IOException {
    try (LoopbackDns server = LoopbackDns.start(answers)) {
      return LoopbackPeer.ask(
          new Probers(new Trust(null)).inspectors().resolver(),
          "127.0.0.1",
          server.port(),
          Duration.ofMillis(600));
    }
  }
}
