package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
      assertThat(modules)
          .isNotEmpty()
          .filteredOn(BuildInputsTest::usesOthers)
          .isNotEmpty()
          .allSatisfy(module -> assertThat(module.resolveSibling("go.sum")).isNotEmptyFile());
    }
  }

  private static boolean usesOthers(Path module) {
    try {
      return Files.readString(module).contains("require");
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  private static boolean named(Path file) {
    return file.endsWith("go.mod");
  }

  @Test
  void each_debian_package_of_the_image_is_pinned_by_version_and_content() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("config/image/packages/debian-12-amd64"));
    assertThat(lines).anyMatch(line -> line.matches("# snapshot [0-9]{8}T[0-9]{6}Z"));
    assertThat(lines.stream().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z0-9.+-]+=[0-9][^ ]* [0-9a-f]{64}"))
        .extracting(line -> line.replaceFirst("=.*", ""))
        .contains("libc6", "libgcc-s1", "zlib1g");
  }
}
