package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory a file of many policies takes: about ten times its size. */
class MemoryTest {
  private static final int POLICIES = 20_000;

  @TempDir private static Path folder;
  private static Path file;

  @BeforeAll
  static void write() throws IOException {
    String policies =
        IntStream.range(0, POLICIES)
            .mapToObj(
                number ->
                    """
                    ---
                    apiVersion: networking.k8s.io/v1
                    kind: NetworkPolicy
                    metadata: {name: p-%1$d, namespace: team-%2$d}
                    spec:
                      podSelector: {matchLabels: {app: a%2$d}}
                      policyTypes: [Ingress]
                      ingress:
                        - from: [{podSelector: {matchLabels: {app: b}}}, {ipBlock: {cidr: 10.0.%2$d.0/24}}]
                          ports: [{protocol: TCP, port: 8080}]
                    """
                        .formatted(number, number % 200))
            .collect(Collectors.joining());
    file =
        Files.writeString(
            folder.resolve("many.yaml"),
            Files.readString(Path.of("../config/samples/minimal.yaml")) + policies);
  }

  @Test
  void six_megabytes_are_checked_in_a_heap_of_96() throws Exception {
    assertThat(Files.size(file)).isGreaterThan(6_000_000);
    assertThat(check("-Xmx96m")).endsWith("and nothing else is open.");
  }

  @Test
  void too_little_memory_is_said_in_a_sentence_and_is_no_finding() throws Exception {
    assertThat(check("-Xmx40m"))
        .matches(
            "3 needs more memory than the \\d\\d MiB that Java may use: raise it by java -Xmx, or name fewer files[.]");
  }

  private static String check(String heap) throws IOException, InterruptedException {
    Path out = folder.resolve("out" + heap);
    Process java =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    heap,
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName(),
                    "check",
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int exitCode = java.waitFor();
    return exitCode
        + " "
        + Files.readString(out, StandardCharsets.UTF_8).lines().reduce("", (one, next) -> next);
  }
}
