package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something first came back to a pod. */
class FirstRepliesTest {
  private static final ProbeTarget FOUR = PathProbeFixture.target("192.0.2.1");
  private static final ProbeTarget SIX = PathProbeFixture.target("2001:db8::1");
  private static final long EARLY = 100;

  private final AtomicLong clock = new AtomicLong();
  private final FirstReplies replies = new FirstReplies(clock::get);

  /** When something came over IPv4 and over IPv6, if it did, and whether each was late. */
  @ParameterizedTest
  @CsvSource({
    "50,  50,  false, false",
    "100, 101, false, true",
    "101, 50,  true,  false",
    "101,    , true,  true",
    "100,    , false, false",
    "   ,    , false, false"
  })
  void a_family_is_late_by_its_own_reply_and_by_the_others_where_it_has_none(
      Long four, Long six, boolean lateFour, boolean lateSix) {
    reply(four, FOUR);
    reply(six, SIX);
    assertThat(replies.cameAfter(EARLY, Family.IPv4)).isEqualTo(lateFour);
    assertThat(replies.cameAfter(EARLY, Family.IPv6)).isEqualTo(lateSix);
  }

  @Test
  void the_first_reply_counts() {
    reply(50L, FOUR);
    reply(200L, FOUR);
    assertThat(replies.cameAfter(EARLY, Family.IPv4)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Answered, true", "Refused, true", "NoAnswer, false", "Prohibited, false"})
  void what_no_packet_says_is_no_reply(Finding finding, boolean reply) {
    clock.set(EARLY + 1);
    replies.from(new Exchange(FOUR, new ProbeResult(finding, ""), 1));
    assertThat(replies.cameAfter(EARLY, Family.IPv4)).isEqualTo(reply);
  }

  private void reply(Long time, ProbeTarget peer) {
    if (time != null) {
      clock.set(time);
      replies.from(peer);
    }
  }
}
