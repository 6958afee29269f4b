package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
  @ParameterizedTest
  @CsvSource({
    "Answered, true, true",
    "StartTlsMasked, true, true",
    "ForeignPage, true, true",
    "ConnectsForOthers, true, false",
    "ForeignAnswer, true, false",
    "HandshakeStalled, true, false",
    "Held, true, false",
    "ClosedEarly, true, false",
    "Prohibited, false, false",
    "Refused, false, false",
    "NoAnswer, false, false",
    "ProbeFault, false, false"
  })
  void a_connection_is_less_than_a_word_of_the_protocol(
      Finding finding, boolean connected, boolean spoke) {
    assertThat(finding.connected()).isEqualTo(connected);
    assertThat(finding.spoke()).isEqualTo(spoke);
  }
}
