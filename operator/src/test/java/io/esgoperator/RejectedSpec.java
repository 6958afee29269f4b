package io.esgoperator;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A spec that the API server refuses.
 *
 * @param rule which it breaks
 * @param message part of the API server's answer
 */
public record RejectedSpec(String rule, JsonNode spec, String message) {
  /** Every rule's example. */
  public static Stream<RejectedSpec> table() throws IOException {
    List<?> rows =
        Serialization.unmarshal(
            Files.readString(Path.of("src/test/resources/rejected.yaml")), List.class);
    return rows.stream()
        .map(row -> Serialization.unmarshal(Serialization.asJson(row), RejectedSpec.class));
  }

  @Override
  public String toString() {
    return rule;
  }
}
