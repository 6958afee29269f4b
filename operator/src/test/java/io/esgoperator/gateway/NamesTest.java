package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.PodRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final String LONG = "a".repeat(60);

  @Test
  void a_job_name_fits_a_label() {
    assertThat(Names.job("a".repeat(253), "0123456789", "out")).hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void names_that_share_their_beginning_stay_apart() {
    assertThat(Names.job(LONG + "-one", "0123456789", "out"))
        .isNotEqualTo(Names.job(LONG + "-two", "0123456789", "out"));
  }

  @Test
  void a_dot_in_the_instance_name_is_no_dot_in_the_job() {
    assertThat(Names.job("mail.example", "0123456789", "in"))
        .isEqualTo("esg-probe-mail-example-0123456789-in");
  }

  @Test
  void a_policy_name_is_a_valid_name_for_the_longest_instance() {
    assertThat(Names.policy("a".repeat(253))).hasSize(253);
  }

  @ParameterizedTest
  @ValueSource(ints = {237, 238, 239, 250})
  void a_policy_name_is_valid_wherever_the_instances_has_a_dot(int dot) {
    String instance = "a".repeat(dot) + "." + "a".repeat(252 - dot);
    assertThat(Names.policy(instance))
        .hasSizeLessThanOrEqualTo(253)
        .matches(PodRules.OBJECT_NAME_PATTERN);
  }

  @Test
  void a_name_is_the_same_at_every_start() {
    assertThat(Names.hash("esg")).isEqualTo("a43c641784").hasSize(10);
  }
}
