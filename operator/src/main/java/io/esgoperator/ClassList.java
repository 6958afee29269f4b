package io.esgoperator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The classes that a run of Java loaded, as {@code -XX:DumpLoadedClassList} writes them, without
 * the parts that differ from run to run: numbers, order, and the constants resolved so far. {@code
 * -Xshare:dump} makes the same archive of such a list for the same jars.
 */
public final class ClassList {
  private ClassList() {}

  /** Reads the first file and writes the second. Only the build of the image runs it. */
  public static void main(String[] files) throws IOException {
    Files.write(Path.of(files[1]), stable(Files.readAllLines(Path.of(files[0]))));
  }

  static List<String> stable(List<String> loaded) {
    return loaded.stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
        // Classes of custom loaders are listed by numbers that differ from run to run.
        .filter(line -> !line.contains(" source: "))
        .map(line -> line.replaceFirst(" id: \\d+$", ""))
        .distinct()
        // A lambda's class is listed after the class that contains it.
        .sorted(
            Comparator.comparing((String line) -> line.startsWith("@"))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }
}
