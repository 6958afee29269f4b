package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {
  @ParameterizedTest
  @CsvSource({"0, 0 tries", "1, 1 try", "2, 2 tries", "21, 21 tries"})
  void the_noun_agrees_with_the_number(long number, String text) {
    assertThat(Count.of(number, "try", "tries")).isEqualTo(text);
  }
}
