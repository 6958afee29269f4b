package io.esgoperator.manifest.kind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFormTest {
  @ParameterizedTest
  @CsvSource({
    "SUBDOMAIN, 253",
    "LABEL, 63",
    "JOB, 63",
    "CRON_JOB, 52",
    "PORT, 15",
    "KEY, 63",
    "VALUE, 63"
  })
  void a_name_has_a_longest_length(NameForm form, int longest) {
    assertThat(form.fits("a".repeat(longest))).isTrue();
    assertThat(form.fits("a".repeat(longest + 1))).isFalse();
  }

  @Test
  void a_keys_prefix_and_name_have_one_each() {
    assertThat(NameForm.KEY.fits("a".repeat(253) + "/" + "b".repeat(63))).isTrue();
    assertThat(NameForm.KEY.fits("a".repeat(254) + "/b")).isFalse();
    assertThat(NameForm.KEY.fits("a/" + "b".repeat(64))).isFalse();
    assertThat(NameForm.KEY.fits("/b")).isFalse();
  }

  @Test
  void only_an_annotations_prefix_may_have_capitals() {
    assertThat(NameForm.ANNOTATION.fits("Example.com/a")).isTrue();
    assertThat(NameForm.KEY.fits("Example.com/a")).isFalse();
  }
}
