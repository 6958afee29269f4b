package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version has one place, and the notes of a release are its section of the changelog. */
class ReleaseScriptsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private record Outcome(int code, String text) {}

  @BeforeEach
  void copies_what_has_a_version() throws Exception {
    Outcome copied =
        run(
            ROOT,
            "cp -r --parents pom.xml operator/pom.xml CHANGELOG.md helm crds config/manager"
                + " config/rbac config/release operator/src/test/java/io/esgoperator/e2e '"
                + folder
                + "'");
    assertThat(copied).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void every_place_repeats_the_version_of_the_pom() throws Exception {
    String version = run(ROOT, "config/release/version").text().strip();
    assertThat(version).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    assertThat(run(ROOT, "config/release/version check v" + version)).isEqualTo(new Outcome(0, ""));
  }

  @Test
  void a_new_version_is_written_in_every_place() throws Exception {
    String old = run(folder, "config/release/version").text().strip();
    assertThat(run(folder, "config/release/version set 9.8.7-rc.1 2030-01-31"))
        .isEqualTo(new Outcome(0, ""));
    assertThat(run(folder, "config/release/version check v9.8.7-rc.1").code()).isZero();
    assertThat(read("pom.xml")).contains("<version>9.8.7-rc.1</version>", "2030-01-31T00:00:00Z");
    assertThat(read("CHANGELOG.md")).contains("## [Unreleased]\n\n## [9.8.7-rc.1] - 2030-01-31\n");
    assertThat(linesWith(old)).isEmpty();
  }

  @Test
  void a_place_that_says_another_version_is_named() throws Exception {
    Files.writeString(
        folder.resolve("helm/esg-operator/Chart.yaml"), "version: 9.9.9\nappVersion: 9.9.9\n");
    String version = run(folder, "config/release/version").text().strip();
    Outcome outcome = run(folder, "config/release/version check v" + version);
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text())
        .contains("Chart.yaml: version", "Chart.yaml: appVersion")
        .doesNotContain("kustomization");
  }

  @Test
  void a_tag_of_another_version_is_refused() throws Exception {
    Outcome outcome = run(folder, "config/release/version check v9.9.9");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.text()).startsWith("version: the tag is v9.9.9 and pom.xml says ");
  }

  @Test
  void what_is_no_version_is_refused() throws Exception {
    assertThat(run(folder, "config/release/version set v1.2").text())
        .isEqualTo(
            "version: v1.2 is no version; write it like 1.2.3 or 1.2.3-rc.1, without a v.\n");
  }

  @Test
  void the_notes_are_the_section_of_the_version_alone() throws Exception {
    Files.writeString(
        folder.resolve("log.md"),
        """
        # Changelog

        ## [Unreleased]

        ## [1.2.0] - 2030-01-31

        ### Added
        - A thing.

        ## [1.2.0-rc.1] - 2030-01-01
        - Another thing.
        """);
    assertThat(run(folder, "config/release/notes 1.2.0 log.md").text())
        .isEqualTo("### Added\n- A thing.\n");
    assertThat(run(folder, "config/release/notes 1.2.0-rc.1 log.md").text())
        .isEqualTo("- Another thing.\n");
  }

  @Test
  void a_version_without_a_line_in_the_changelog_has_no_notes() throws Exception {
    Files.writeString(
        folder.resolve("log.md"), "## [Unreleased]\n\n## [1.0.0] - 2030-01-31\n- x\n");
    assertThat(run(folder, "config/release/notes Unreleased log.md").code()).isEqualTo(1);
    assertThat(run(folder, "config/release/notes 2.0.0 log.md").text())
        .startsWith("notes: log.md has no section [2.0.0]");
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** Those that hold the version of ours; a sentence about what an old version wrote stays. */
  private List<String> linesWith(String version) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(ya?ml|xml|java|txt)"))
          .flatMap(ReleaseScriptsTest::lines)
          .filter(
              line -> line.matches(".*(?<![0-9.])" + version.replace(".", "\\.") + "(?![0-9.]).*"))
          .filter(line -> !line.contains("Where " + version + " wrote"))
          .toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Outcome run(Path where, String command) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }
}
