package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DoubleNode;
import io.esgoperator.api.v1alpha1.Rules;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that the API server checks by CEL, and their borders. */
class SpecRulesTest {
  @ParameterizedTest
  @MethodSource("io.esgoperator.manifest.RuleExamples#table")
  void a_value_keeps_a_rule_or_breaks_it(RuleExamples examples) {
    assertThat(examples.keeps()).allMatch(self -> SpecRules.keeps(self, examples.cel()));
    assertThat(examples.breaks()).noneMatch(self -> SpecRules.keeps(self, examples.cel()));
  }

  @Test
  void every_rule_of_the_schema_has_examples() throws IOException {
    assertThat(RuleExamples.table().map(RuleExamples::cel))
        .containsExactlyInAnyOrderElementsOf(
            Set.copyOf(SpecSchema.at(List.of()).findValuesAsText("rule")));
  }

  /** To the API server's CEL a number with a point is no integer (k8s.io/apiserver, values.go). */
  @Test
  void a_port_with_a_point_is_none_of_a_relays() {
    assertThat(SpecRules.keeps(DoubleNode.valueOf(25), Rules.RELAY_PORT)).isFalse();
  }
}
