package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A random spec, and what the offline commands say of it.
 *
 * @param refusal empty where they take it
 */
public record JudgedSpec(JsonNode spec, Optional<Refusal> refusal) {
  /**
   * Why it is refused.
   *
   * @param field the one below {@code spec} in which the fault is, or {@code spec} itself
   */
  public record Refusal(String field, String sentence) {
    private static Refusal of(SpecComplaint complaint) {
      List<Object> path = complaint.path();
      return new Refusal(
          Complaints.text(path.subList(0, Math.min(2, path.size()))), complaint.sentence());
    }
  }

  /** The same specs for the same seed, without end; half of them select something sound. */
  public static Stream<JudgedSpec> random(long seed) throws IOException {
    Random random = new Random(seed);
    RandomSpecs values = new RandomSpecs(random);
    JsonNode schema = new ApiServerVerdict().schema();
    return Stream.generate(() -> values.of(schema))
        .peek(
            spec -> {
              if (spec instanceof ObjectNode fields && random.nextBoolean()) {
                fields.putObject("podSelector").putObject("matchLabels").put("app", "esg");
              }
            })
        .map(spec -> new JudgedSpec(spec, SpecSchema.complaint(spec).map(Refusal::of)));
  }
}
