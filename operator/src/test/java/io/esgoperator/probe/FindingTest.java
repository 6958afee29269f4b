package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @CsvSource({
    "HTTP/1.1 400 Bad Request, true",
    "HTTP/1.1 200 OK, false",
    "421 4.3.0 busy, true",
    "550 no, true",
    "220 mx, false",
    "TLS alert internal_error, true",
    "'TLS, and then the connection ended', true",
    "220 mx; EHLO was answered with 502, true"
  })
  void a_refusal_is_told_from_an_answer_that_takes_the_question(String evidence, boolean refuses) {
    assertThat(Evidence.showsRefusal(evidence)).isEqualTo(refuses);
  }
}
