package io.esgoperator.observe.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "<script>, &lt;script&gt;",
        "a & b, a &amp; b",
        "&lt;, &amp;lt;",
        "\" onload=x, &quot; onload=x",
        "' onload=x, &#39; onload=x",
        "100 %s, 100 %s"
      })
  void a_text_stays_a_text(String text, String escaped) {
    assertThat(Markup.of("<p title=\"%s\">", text).html())
        .isEqualTo("<p title=\"" + escaped + "\">");
  }

  @Test
  void markup_in_markup_is_escaped_once() {
    Markup inner = Markup.of("<b>%s</b>", "a & b");
    assertThat(Markup.of("<p>%s</p>", inner).html()).isEqualTo("<p><b>a &amp; b</b></p>");
  }

  @Test
  void what_is_not_known_is_left_out() {
    assertThat(Markup.of("<p>%s</p>", (Object) null).html()).isEqualTo("<p></p>");
  }

  @Test
  void pieces_follow_each_other() {
    assertThat(Stream.of("<", "b").map(Markup::text).collect(Markup.joined()).html())
        .isEqualTo("&lt;b");
  }
}
