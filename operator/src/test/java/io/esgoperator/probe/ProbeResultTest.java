package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.Told;
import org.junit.jupiter.api.Test;

class ProbeResultTest {
  @Test
  void another_protocol_is_no_answer() {
    ProbeResult result = ProbeResult.foreign("SSH-2.0");
    assertThat(result.answered()).isFalse();
    assertThat(result.finding()).isEqualTo(Finding.ForeignAnswer);
    assertThat(result.evidence()).isEqualTo("SSH-2.0");
  }

  @Test
  void what_a_peer_says_is_shown_in_one_line() {
    assertThat(ProbeResult.answered("220\r\n250").evidence()).isEqualTo("220??250");
  }

  @Test
  void a_mark_changes_nothing_about_the_answer() {
    ProbeResult plain = ProbeResult.answered("220 ready");
    ProbeResult marked = plain.marked("220 relay.isp", Finding.SameEverywhere);
    assertThat(plain.mark()).isNull();
    assertThat(marked)
        .isEqualTo(
            new ProbeResult(
                Finding.Answered,
                "220 ready",
                new ProbeResult.Mark("220 relay.isp", Finding.SameEverywhere),
                Told.NOTHING));
    assertThat(marked.answered()).isTrue();
  }
}
