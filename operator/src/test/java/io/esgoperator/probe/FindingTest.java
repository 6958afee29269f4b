package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FindingTest {
  @ParameterizedTest
  @EnumSource(names = {"NoAnswer", "Prohibited", "ProbeFault", "SourceRestricted"})
  void what_shows_no_peer_is_no_reply(Finding finding) {
    assertThat(finding.replied()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"Answered", "Held", "Refused"})
  void whatever_came_back_from_a_peer_is_a_reply(Finding finding) {
    assertThat(finding.replied()).isTrue();
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
