package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 7, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e,
        0x2060, 0x2066, 0x2069, 0xfeff, 0xe000, 0xffff, 0xd800, 0xe0041
      })
  void what_steers_or_hides_is_spelt_out(int letter) {
    assertThat(PlainText.line("a" + Character.toString(letter) + "b"))
        .isEqualTo("a\\u%04xb".formatted(letter));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain <b> & \\ ~", "Grüße", "漢字", "😀", " \u00a0 "})
  void any_other_text_stays(String text) {
    assertThat(PlainText.line(text)).isEqualTo(text);
    assertThat(PlainText.lines(text)).isEqualTo(text);
  }

  @Test
  void the_ends_of_lines_become_spaces_where_one_line_is_wanted() {
    assertThat(PlainText.line("a\r\n\tb")).isEqualTo("a   b");
    assertThat(PlainText.lines("a\nb\tc\u001b")).isEqualTo("a\nb c\\u001b");
  }

  @ParameterizedTest
  @CsvSource({
    "abcdef, 6, abcdef",
    "abcdefg, 6, abc...",
    "ääää, 8, ääää",
    "äääää, 8, ää...",
    "äääää, 7, ää...",
    "😀😀😀, 7, 😀...",
    "😀😀😀, 6, ...",
    "abcd, 3, ..."
  })
  void a_long_text_is_cut_between_characters(String text, int most, String cut) {
    assertThat(PlainText.line(text, most)).isEqualTo(cut);
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(most);
  }
}
