package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTypeTest {
  @ParameterizedTest
  @CsvSource({
    "Ready, True",
    "PathsOpen, True",
    "OperatorInstalled, True",
    "Degraded, False",
    "Reconciling, False",
    "Stalled, False"
  })
  void a_condition_is_as_it_should_be_by_one_status_alone(ConditionType type, String good) {
    assertThat(type.isMetBy(good)).isTrue();
    assertThat(type.isMetBy(good.equals("True") ? "False" : "True")).isFalse();
    assertThat(type.isMetBy("Unknown")).isFalse();
  }
}
