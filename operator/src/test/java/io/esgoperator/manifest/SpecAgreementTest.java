package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.RejectedSpec;
import io.esgoperator.manifest.kind.FieldFault;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without an API server, a spec is refused exactly where one refuses it, and by the same sentence.
 * {@code -Dagreement=100000} for more values, {@code -Dagreement.seed} for others.
 */
@Tag("slow")
class SpecAgreementTest {
  private static final int ROUNDS = Integer.getInteger("agreement", 1_000);
  private static final long SEED = Long.getLong("agreement.seed", 1L);

  private ApiServerVerdict server;

  @BeforeEach
  void read() throws IOException {
    server = new ApiServerVerdict();
  }

  @Test
  void each_rule_says_the_same_as_its_cel() {
    RandomSpecs values = new RandomSpecs(new Random(SEED));
    Map<String, int[]> verdicts = new TreeMap<>();
    for (Ruled ruled : new LinkedHashSet<>(ruled(server.schema()))) {
      int[] counts = verdicts.computeIfAbsent(ruled.rule(), rule -> new int[2]);
      for (int round = 0; round < ROUNDS; round++) {
        JsonNode self = values.drawn(ruled.schema());
        if (!SchemaWalk.isWellFormed(ruled.schema(), self)) {
          continue;
        }
        boolean keeps = SpecRules.keeps(self, ruled.rule());
        assertThat(keeps)
            .as("%s of seed %d on %s", ruled.rule(), SEED, self)
            .isEqualTo(server.cel().keeps(self, ruled.rule()));
        counts[keeps ? 1 : 0]++;
      }
    }
    assertThat(verdicts).hasSize(51);
    assertThat(verdicts)
        .allSatisfy((rule, counts) -> assertThat(counts).as(rule).doesNotContain(0));
  }

  @Test
  void a_spec_is_refused_where_the_api_server_refuses_it() {
    RandomSpecs values = new RandomSpecs(new Random(SEED));
    int[] counts = new int[3];
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode spec = SpecSchema.withoutNulls(values.of(server.schema()));
      Optional<FieldFault> complaint = SpecSchema.complaint(spec);
      String shown = "round %d of seed %d: %s: %s".formatted(round, SEED, complaint, spec);
      if (!server.faultsOfForm(spec).isEmpty()) {
        assertThat(complaint).as(shown).isPresent();
        counts[0]++;
      } else {
        List<String> broken = server.brokenRules(spec);
        assertThat(complaint.isPresent()).as(shown).isEqualTo(!broken.isEmpty());
        complaint.ifPresent(
            words -> assertThat(broken).as(shown).anyMatch(words.words()::contains));
        counts[complaint.isPresent() ? 1 : 2]++;
      }
    }
    assertThat(counts).as("form, rules, neither").doesNotContain(0);
  }

  /** What the product says to each is in {@code RejectedSpecTest}. */
  @ParameterizedTest
  @MethodSource("io.esgoperator.RejectedSpec#table")
  void what_the_api_server_refused_breaks_the_form_or_the_same_rule(RejectedSpec rejected) {
    if (server.faultsOfForm(rejected.spec()).isEmpty()) {
      assertThat(server.brokenRules(rejected.spec()))
          .anyMatch(message -> message.contains(rejected.message()));
    }
  }

  @ParameterizedTest
  @MethodSource("io.esgoperator.manifest.RuleExamples#table")
  void the_examples_of_a_rule_keep_and_break_its_cel(RuleExamples examples) {
    assertThat(examples.keeps()).allMatch(self -> server.cel().keeps(self, examples.cel()));
    assertThat(examples.breaks()).noneMatch(self -> server.cel().keeps(self, examples.cel()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "full", "relay"})
  void the_samples_are_taken(String sample) throws IOException {
    JsonNode spec =
        Serialization.unmarshal(
                Files.readString(Path.of("../config/samples", sample + ".yaml")), JsonNode.class)
            .path("spec");
    assertThat(JudgedSpec.of(spec).refusal()).isEmpty();
    assertThat(server.faultsOfForm(spec)).isEmpty();
    assertThat(server.brokenRules(spec)).isEmpty();
  }

  private static List<Ruled> ruled(JsonNode schema) {
    List<Ruled> found = new ArrayList<>();
    schema
        .path("x-kubernetes-validations")
        .forEach(rule -> found.add(new Ruled(schema, rule.path("rule").asText())));
    schema.path("properties").forEach(part -> found.addAll(ruled(part)));
    Stream.of("items", "additionalProperties")
        .filter(schema::has)
        .forEach(part -> found.addAll(ruled(schema.path(part))));
    return found;
  }

  private record Ruled(JsonNode schema, String rule) {}
}
