package io.esgoperator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The jar that {@code mvn package} built, on the Java that runs the tests. */
final class OperatorJar {
  private OperatorJar() {}

  static Shell.Outcome run(Map<String, String> environment, String... words) {
    return Shell.attempt(
        environment,
        "",
        Cluster.command(
            Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                built().toString()),
            words));
  }

  private static Path built() {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("esg-operator-[0-9].*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no jar in target: run mvn package first"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
