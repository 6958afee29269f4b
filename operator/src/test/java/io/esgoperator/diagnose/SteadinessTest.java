package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadinessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          o        | false | false
          x        | true  | false
          ox       | true  | false
          oxx      | false | false
          oxo      | false | false
          oxxxo    | false | false
          oxox     | true  | false
          xooxoo   | false | false
          oxoxo    | false | false
          oxoxox   | true  | true
          oxoxoxo  | false | true
          oxxoxxo  | false | true
          ooxoxo   | false | false
          oxxoxo   | false | true
          oxoxooo  | false | false
          oxoxxx   | false | false
          oxoxoxooo | false | false
          """)
  void rounds_are_read_together(String rounds, boolean doubtful, boolean unstable) {
    Steadiness steadiness = new Steadiness(rounds);
    assertThat(steadiness.isDoubtful()).isEqualTo(doubtful);
    assertThat(steadiness.isUnstable()).isEqualTo(unstable);
  }

  @Test
  void only_the_last_eight_rounds_count() {
    Steadiness steadiness = new Steadiness("oxoxoooo").after(Verdict.Tampered);
    assertThat(steadiness.rounds()).isEqualTo("xoxoooox");
  }

  @Test
  void a_broken_probe_is_no_round() {
    assertThat(new Steadiness("ox").after(Verdict.Unknown).rounds()).isEqualTo("ox");
  }

  @ParameterizedTest
  @CsvSource({
    "xxxxxxx, false",
    "xxxxxxxx, true",
    "oxxxxxxx, false",
    "xxxxxxxo, false",
    "xxxxoxxx, false"
  })
  void a_path_is_bad_throughout_after_eight_bad_rounds(String rounds, boolean throughout) {
    assertThat(new Steadiness(rounds).isBadThroughout()).isEqualTo(throughout);
  }
}
