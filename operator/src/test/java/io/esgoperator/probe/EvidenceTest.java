package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
  @Test
  void a_text_of_the_full_length_stays_whole() {
    String text = "x".repeat(200);
    assertThat(Evidence.of(text)).isEqualTo(text);
    assertThat(Evidence.isFit(text)).isTrue();
  }

  @Test
  void a_longer_text_is_cut_to_that_length_and_shows_it() {
    String text = "x".repeat(201);
    assertThat(Evidence.isFit(text)).isFalse();
    assertThat(Evidence.of(text)).isEqualTo("x".repeat(197) + "...");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\n", "\u001f", "\u007f", "\u00a0", "é", "漢"})
  void what_is_not_printable_becomes_a_question_mark(String letter) {
    assertThat(Evidence.isFit("220" + letter)).isFalse();
    assertThat(Evidence.of("220" + letter)).isEqualTo("220?");
  }

  @Test
  void every_printable_letter_stays() {
    assertThat(Evidence.of(" AZaz09~")).isEqualTo(" AZaz09~");
    assertThat(Evidence.isFit(" AZaz09~")).isTrue();
  }
}
