package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.input.ConnectionKinds;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A random spec, and what the offline commands say of it.
 *
 * @param refusal empty where they take it
 */
public record JudgedSpec(JsonNode spec, Optional<Refusal> refusal) {
  private static final Pattern FIELD = Pattern.compile("^spec([.]\\w+)?");

  /**
   * Why it is refused.
   *
   * @param field the one below {@code spec} in which the fault is, or {@code spec} itself
   */
  public record Refusal(String field, String sentence) {
    private static Refusal of(String sentence) {
      Matcher field = FIELD.matcher(sentence);
      return new Refusal(field.find() ? field.group() : "spec", sentence);
    }
  }

  /** The same specs for the same seed, without end. */
  public static Stream<JudgedSpec> random(long seed) throws IOException {
    RandomSpecs values = new RandomSpecs(new Random(seed));
    JsonNode schema = new ApiServerVerdict().schema();
    return Stream.generate(() -> of(values.of(schema)));
  }

  /** A spec and what {@code check} says of a file with it. */
  public static JudgedSpec of(JsonNode spec) {
    return new JudgedSpec(spec, sentence(spec).map(Refusal::of));
  }

  /** The whole resource as it would be written. */
  public String resource(String namespace) {
    ObjectNode resource = JsonNodeFactory.instance.objectNode();
    resource.put("apiVersion", "esg-operator.io/v1alpha1").put("kind", "EsgInstance");
    resource.putObject("metadata").put("name", "random").put("namespace", namespace);
    return resource.set("spec", spec).toString();
  }

  private static Optional<String> sentence(JsonNode spec) {
    String file = new JudgedSpec(spec, Optional.empty()).resource("mail");
    try {
      for (Manifest manifest : new ManifestText("a.json", file).manifests()) {
        new ManifestReading("mail", new ConnectionKinds()).read(manifest);
      }
      return Optional.empty();
    } catch (BadInputException refused) {
      return Optional.of(refused.getMessage().replaceFirst("^a[.]json(:[0-9]+)?: ", ""));
    }
  }
}
