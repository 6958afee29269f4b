package io.esgoperator.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What an API server made of an object.
 *
 * @param refused its sentence; null where it took the object
 */
public record ServerVerdict(JsonNode object, String refused) {
  private static final Path RECORDED = Path.of("src/test/resources/kinds/verdicts.jsonl.gz");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Those that {@code make verdicts} wrote. */
  static List<ServerVerdict> recorded() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(RECORDED)), StandardCharsets.UTF_8))) {
      return lines.lines().map(ServerVerdict::read).toList();
    }
  }

  public static void record(List<ServerVerdict> verdicts) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(RECORDED))) {
      for (ServerVerdict verdict : verdicts) {
        out.write((JSON.writeValueAsString(verdict) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static ServerVerdict read(String line) {
    try {
      return JSON.readValue(line, ServerVerdict.class);
    } catch (IOException broken) {
      throw new UncheckedIOException(line, broken);
    }
  }

  /** Empty where {@code check} says the same; else the difference in a line. */
  public String difference() {
    JudgedObject judged = JudgedObject.of(object);
    if (judged.refusal().isPresent() == (refused != null)) {
      return "";
    }
    return refused == null
        ? "check refuses: %s | %s".formatted(judged.refusal().get(), object)
        : "the API server refuses: %s | %s".formatted(refused, object);
  }
}
