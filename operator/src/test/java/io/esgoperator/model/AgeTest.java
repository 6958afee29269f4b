package io.esgoperator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0 s",
    "PT59S, 59 s",
    "PT60S, 1 min",
    "PT59M59S, 59 min",
    "PT1H, 1 h",
    "PT47H, 47 h",
    "PT48H, 2 d"
  })
  void an_age_has_one_unit(Duration ago, String age) {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(Age.of(now.minus(ago), now)).isEqualTo(age);
  }
}
