package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Agreement with what kubectl reads with, apimachinery v0.36.3 and sigs.k8s.io/yaml v1.6.0, on this
 * repository's YAML and on 10,000 texts of {@link RandomYaml}. {@code config/yaml/record} writes
 * its answers anew.
 */
class KubectlYamlTest {
  private static final String READ = "read alike";
  private static final String REFUSED = "refused by both";

  /** Exceptions: kubectl takes the text, and the sentence of our refusal has these words. */
  // spotless:off
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "twice: keep one of them",          "a field twice: kubectl takes the last one, or of 1 and \"1\" any",
          "which kubectl skips",              "text behind an object, such as a second one behind ...: kubectl leaves it out",
          "expected '!', but found",          "a tag with a ! behind other signs than letters: SnakeYAML does not read it");

  /** The same where a field is there twice, and what the first one has is never looked at by kubectl. */
  private static final List<String> OF_THE_FIRST = List.of("which JSON lacks", "whose name is no text");
  // spotless:on

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Comparator<JsonNode> BY_VALUE =
      (one, other) ->
          one.isNumber()
                  && other.isNumber()
                  && !(one.isIntegralNumber() && other.isIntegralNumber())
              ? Double.compare(one.doubleValue(), other.doubleValue())
              : one.asText().equals(other.asText()) && one.getNodeType() == other.getNodeType()
                  ? 0
                  : 1;

  /** As config/yaml/main.go writes it. */
  private record Answer(String text, List<JsonNode> documents, boolean refused, boolean twice) {}

  @Test
  void every_text_is_read_as_kubectl_does_or_its_difference_is_explained() throws IOException {
    Map<String, Integer> tally = new TreeMap<>();
    for (Answer answer : answers()) {
      tally.merge(outcome(answer), 1, Integer::sum);
    }
    assertThat(tally)
        .isEqualTo(
            Map.of(
                READ,
                7858,
                REFUSED,
                1764,
                EXCEPTIONS.get("twice: keep one of them"),
                354,
                EXCEPTIONS.get("which kubectl skips"),
                95,
                EXCEPTIONS.get("expected '!', but found"),
                1));
  }

  private static String outcome(Answer answer) {
    try {
      List<JsonNode> own = documents(answer.text());
      return !answer.refused() && areEqual(own, answer.documents())
          ? READ
          : "%s is read as %s".formatted(answer, own);
    } catch (BadInputException refusal) {
      String sentence = refusal.getMessage();
      return answer.refused()
          ? REFUSED
          : exception(answer, sentence).orElse("%s is refused: %s".formatted(answer, sentence));
    }
  }

  private static Optional<String> exception(Answer answer, String sentence) {
    if (answer.twice() && OF_THE_FIRST.stream().anyMatch(sentence::contains)) {
      return exception(answer, "twice: keep one of them");
    }
    return EXCEPTIONS.entrySet().stream()
        .filter(exception -> sentence.contains(exception.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean areEqual(List<JsonNode> own, List<JsonNode> all) {
    List<JsonNode> theirs = all.stream().filter(document -> !document.isNull()).toList();
    boolean equal = own.size() == theirs.size();
    for (int index = 0; equal && index < own.size(); index++) {
      equal = own.get(index).equals(BY_VALUE, theirs.get(index));
    }
    return equal;
  }

  private static List<Answer> answers() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    KubectlYamlTest.class.getResourceAsStream("/oracle/kubectl-yaml.jsonl.gz")),
                StandardCharsets.UTF_8))) {
      List<Answer> answers = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answers.add(JSON.readValue(line, Answer.class));
      }
      return answers;
    }
  }

  private static List<JsonNode> documents(String text) throws BadInputException {
    List<JsonNode> documents = new ArrayList<>();
    new ManifestText("f", text)
        .parts(part -> part.documents(document -> documents.add(document.json())));
    return documents;
  }
}
