package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.RejectedSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server says to each is in {@code RejectedResourcesIT}. */
class RejectedSpecTest {
  private static final String FORM_OF_A_QUANTITY = " is no quantity, or is negative";

  @ParameterizedTest
  @MethodSource("io.esgoperator.RejectedSpec#table")
  void what_the_api_server_refused_is_refused(RejectedSpec rejected) {
    Optional<String> sentence =
        JudgedSpec.of(rejected.spec()).refusal().map(JudgedSpec.Refusal::sentence);
    assertThat(sentence).isPresent();
    if (isOfRule(rejected.message())) {
      assertThat(sentence).get().asString().containsAnyOf(rejected.message(), FORM_OF_A_QUANTITY);
    }
  }

  private static boolean isOfRule(String message) {
    return SpecSchema.at(List.of()).findValuesAsText("message").stream()
        .anyMatch(words -> words.contains(message));
  }
}
