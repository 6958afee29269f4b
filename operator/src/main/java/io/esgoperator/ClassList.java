package io.esgoperator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The classes that a run of Java loaded, as {@code -XX:DumpLoadedClassList} writes them, without
 * what differs from run to run: their numbers, their order, and the constants that were resolved by
 * then. The archive that {@code -Xshare:dump} makes of such a list is the same for the same jars.
 */
public final class ClassList {
  private ClassList() {}

  /** Reads the first file and writes the second; the image is built by it, the operator is not. */
  public static void main(String[] files) throws IOException {
    Files.write(Path.of(files[1]), stable(Files.readAllLines(Path.of(files[0]))));
  }

  static List<String> stable(List<String> loaded) {
    return loaded.stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
        // Classes of loaders of their own cannot be named without numbers.
        .filter(line -> !line.contains(" source: "))
        .map(line -> line.replaceFirst(" id: \\d+$", ""))
        .distinct()
        // Lambdas come after the classes that they are of.
        .sorted(
            Comparator.comparing((String line) -> line.startsWith("@"))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
