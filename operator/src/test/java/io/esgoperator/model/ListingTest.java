package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
  private static final List<String> LETTERS = List.of("a", "b", "c", "d");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | a and 3 more           | a; and 3 more
          3 | a, b, c and 1 more     | a; b; c; and 1 more
          4 | a, b, c, d             | a; b; c; d
          5 | a, b, c, d             | a; b; c; d
          """)
  void the_first_are_named_and_the_others_counted(int most, String commas, String semicolons) {
    assertThat(Listing.of(LETTERS, most)).isEqualTo(commas);
    assertThat(Listing.of(LETTERS, most, "; ", "; and ")).isEqualTo(semicolons);
  }
}
