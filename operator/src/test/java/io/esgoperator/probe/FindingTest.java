package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTest {
  @ParameterizedTest
  @EnumSource(names = {"NoAnswer", "NoRoute", "Prohibited", "ProbeFault", "SourceRestricted"})
  void what_shows_no_peer_is_no_reply(Finding finding) {
    assertThat(finding.replied()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"Answered", "Held", "Refused"})
  void whatever_came_back_from_a_peer_is_a_reply(Finding finding) {
    assertThat(finding.replied()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ClosedEarly, ClosedEarly, true",
    "ClosedEarly, Held, true",
    "HeldMidWord, HandshakeStalled, true",
    "Refused, NoAnswer, true",
    "NoAnswer, Refused, true",
    "ClosedEarly, NoAnswer, false",
    "NoAnswer, Held, false",
    "Prohibited, NoAnswer, false",
    "FellSilent, Held, false",
    "BannerMasked, StartTlsMasked, false"
  })
  void two_servers_show_the_same_by_the_same_and_by_what_one_cause_makes(
      Finding one, Finding other, boolean same) {
    assertThat(one.agreesWith(other)).isEqualTo(same);
    assertThat(other.agreesWith(one)).isEqualTo(same);
  }

  @ParameterizedTest
  @EnumSource
  void a_finding_has_a_reason_for_the_status(Finding finding) {
    assertThat(finding.reason()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void an_answer_takes_the_question_or_declines_it(Finding finding) {
    assertThat(finding.answered())
        .isEqualTo(finding == Finding.Answered || finding == Finding.Declined);
  }
}
