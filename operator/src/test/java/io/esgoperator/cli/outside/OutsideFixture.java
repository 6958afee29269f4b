package io.esgoperator.cli.outside;

import io.esgoperator.cli.input.Console;
import io.esgoperator.probe.Prober;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command over a file of a folder of the test's own. */
abstract class OutsideFixture {
  @TempDir Path folder;

  String instance(String spec) throws IOException {
    return file(
        "apiVersion: esg-operator.io/v1alpha1\nkind: EsgInstance\nmetadata: {name: gateway}\nspec:\n"
            + ("podSelector: {matchLabels: {app: esg}}\n" + spec).indent(2));
  }

  String file(String text) throws IOException {
    String whole =
        text.replace("KIND", "apiVersion: esg-operator.io/v1alpha1; kind")
            .replace("METADATA", "metadata: {name: gateway}")
            .replace("POD", "podSelector: {matchLabels: {app: esg}}");
    return Files.writeString(folder.resolve("gateway.yaml"), whole.replace("; ", "\n")).toString();
  }

  static Outcome ask(Prober prober, String file, String... addresses) {
    return run(InputStream.nullInputStream(), prober, file, addresses);
  }

  static Outcome run(InputStream in, Prober prober, String file, String... addresses) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        new OutsideCommand(
                new Console(in, new PrintStream(out), new PrintStream(err)), path -> prober)
            .run(Stream.concat(Stream.of(file), Stream.of(addresses)).toList());
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString().strip());
  }

  record Outcome(int exitCode, List<String> lines, String complaint) {}
}
