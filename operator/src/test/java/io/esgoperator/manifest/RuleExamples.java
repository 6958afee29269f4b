package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.PodRules;
import io.esgoperator.api.v1alpha1.Rules;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Values of a rule's {@code self}.
 *
 * @param rule its constant's name
 */
record RuleExamples(String rule, List<JsonNode> keeps, List<JsonNode> breaks) {
  /** Those of every rule. */
  static Stream<RuleExamples> table() throws IOException {
    List<?> rows =
        Serialization.unmarshal(
            Files.readString(Path.of("src/test/resources/rules.yaml")), List.class);
    return rows.stream()
        .map(row -> Serialization.unmarshal(Serialization.asJson(row), RuleExamples.class));
  }

  /** The rule as the schema writes it. */
  String cel() {
    return Stream.of(Rules.class, PodRules.class)
        .flatMap(rules -> Stream.of(rules.getFields()))
        .filter(constant -> constant.getName().equals(rule))
        .map(RuleExamples::text)
        .findFirst()
        .orElseThrow();
  }

  private static String text(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }

  @Override
  public String toString() {
    return rule;
  }
}
