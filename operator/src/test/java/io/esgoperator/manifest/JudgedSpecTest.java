package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgedSpecTest {
  @Test
  void the_specs_for_the_lab_are_taken_and_refused_for_many_a_field() throws IOException {
    List<JudgedSpec> specs = JudgedSpec.random(1).limit(500).toList();
    assertThat(specs).filteredOn(spec -> spec.refusal().isEmpty()).hasSizeGreaterThan(20);
    assertThat(specs.stream().map(JudgedSpec::refusal).flatMap(Optional::stream))
        .extracting(JudgedSpec.Refusal::field)
        .contains("spec.podSelector", "spec.services", "spec.dcc", "spec.probe", "spec.policy");
  }
}
