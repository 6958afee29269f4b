package io.esgoperator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer.About;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameAnswerTest {
  @ParameterizedTest(name = "{0} within {1} texts: {2}")
  @CsvSource({
    "TLSA, 4, '[one, two, three]'",
    "TLSA, 3, '[one, two, three]'",
    "TLSA, 2, '[one, ...]'",
    "TLSA, 1, '[...]'",
    "TLSA, 0, '[...]'",
    "MX,   4, '[one, two, three]'",
    "MX,   2, '[one, two]'",
    "MX,   0, '[]'",
  })
  void pins_that_have_no_room_are_told_to_be_more(About about, int texts, String told) {
    assertThat(
            new NameAnswer(
                    about, "mx.example.com", NameState.Pinned, List.of("one", "two", "three"))
                .within(texts, 80)
                .told())
        .hasToString(told);
  }
}
