package io.esgoperator.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The previous chart, derived from this one as long as there is no release: an older version with a
 * CRD that lacks the newest field.
 */
public final class PreviousChart {
  private static final Path CHART = Path.of("../helm/esg-operator");
  private static final String CRD = "files/esginstances.esg-operator.io-v1.yml";

  private PreviousChart() {}

  public static Path in(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(CHART.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    rewrite(folder.resolve("Chart.yaml"), "(?m)^(version|appVersion): .*", "$1: 0.0.9");
    rewrite(folder.resolve(CRD), "(esg-operator.io/crd-version: ).*", "$1\"0.0.9\"");
    Files.write(folder.resolve(CRD), without("canaries", Files.readAllLines(folder.resolve(CRD))));
    return folder;
  }

  private static void rewrite(Path file, String pattern, String replacement) throws IOException {
    String old = Files.readString(file);
    String changed = old.replaceAll(pattern, replacement);
    if (changed.equals(old)) {
      throw new IllegalStateException(file + " has no " + pattern);
    }
    Files.writeString(file, changed);
  }

  /** The lines of a YAML text without a mapping of this name and all below it. */
  private static List<String> without(String name, List<String> lines) {
    int start = lines.stream().map(String::strip).toList().indexOf(name + ":");
    int depth = indent(lines.get(start));
    long below = lines.stream().skip(start + 1L).takeWhile(line -> indent(line) > depth).count();
    return Stream.concat(lines.stream().limit(start), lines.stream().skip(start + 1L + below))
        .toList();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
