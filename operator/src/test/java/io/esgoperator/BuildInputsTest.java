package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the build takes from elsewhere is pinned by its content, or refused. */
class BuildInputsTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void maven_refuses_an_artifact_whose_checksum_is_wrong() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve(".mvn/maven.config")))
        .contains("--strict-checksums");
  }

  @Test
  void each_go_module_pins_what_it_uses() throws IOException {
    try (Stream<Path> modules = Files.find(ROOT.resolve("config"), 4, (file, a) -> named(file))) {
      assertThat(modules.filter(BuildInputsTest::usesOthers))
          .isNotEmpty()
          .allSatisfy(module -> assertThat(module.resolveSibling("go.sum")).isNotEmptyFile());
    }
  }

  private static boolean named(Path file) {
    return file.endsWith("go.mod");
  }

  private static boolean usesOthers(Path module) {
    try {
      return Files.readString(module).contains("require");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "amd64, libc6 libgcc-s1 zlib1g",
    "arm64, libc6 libgcc-s1 zlib1g libstdc++6 openjdk-17-jdk-headless"
  })
  void each_debian_package_of_the_image_is_pinned_by_version_and_content(
      String architecture, String packages) throws IOException {
    List<String> lines =
        Files.readAllLines(ROOT.resolve("config/image/packages/debian-12-" + architecture));
    assertThat(lines).anyMatch(line -> line.matches("# snapshot [0-9]{8}T[0-9]{6}Z"));
    assertThat(lines.stream().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z0-9.+-]+=[0-9][^ ]* [0-9a-f]{64}"))
        .extracting(line -> line.replaceFirst("=.*", ""))
        .contains(packages.split(" "));
  }

  @Test
  void each_action_of_a_workflow_is_pinned_by_its_commit_and_says_its_version() throws IOException {
    assertThat(
            Stream.concat(
                linesOf(".github/workflows").stream(), linesOf(".github/actions/tools").stream()))
        .filteredOn(line -> line.contains("uses:") && !line.contains("uses: ./"))
        .hasSizeGreaterThan(3)
        .allMatch(
            line ->
                line.matches(" *- uses: [a-z-]+/[a-z-]+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+"));
  }

  @Test
  void a_workflow_has_no_right_that_a_job_does_not_name() throws IOException {
    try (Stream<Path> workflows = Files.list(ROOT.resolve(".github/workflows"))) {
      assertThat(workflows)
          .isNotEmpty()
          .allSatisfy(workflow -> assertThat(workflow).content().contains("\npermissions: {}\n"));
    }
  }

  /** A pattern of the bot's that misses a line would let that line grow old in silence. */
  @Test
  void the_bot_sees_each_debian_package_and_each_program_that_a_script_runs() throws IOException {
    JsonNode managers =
        new ObjectMapper()
            .readTree(ROOT.resolve("renovate.json").toFile())
            .required("customManagers");
    assertThat(linesOf("config/image/packages"))
        .filteredOn(line -> !line.startsWith("#"))
        .isNotEmpty()
        .allMatch(line -> seen(managers.get(0), line));
    assertThat(linesOf("config/image"))
        .filteredOn(line -> line.matches(".*go run [a-z].*@.*"))
        .isNotEmpty()
        .allMatch(line -> seen(managers.get(1), line));
  }

  private static boolean seen(JsonNode manager, String line) {
    return Pattern.compile(manager.required("matchStrings").get(0).asText()).matcher(line).find();
  }

  private static List<String> linesOf(String folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(ROOT.resolve(folder)).filter(Files::isRegularFile)) {
      for (Path file : files.toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
