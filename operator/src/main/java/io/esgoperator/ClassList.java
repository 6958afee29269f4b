package io.esgoperator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The classes that runs of Java loaded, as {@code -XX:DumpLoadedClassList} writes them, without the
 * parts that differ from run to run: numbers, order, and the constants resolved so far. {@code
 * -Xshare:dump} makes the same archive of such a list for the same jars.
 */
public final class ClassList {
  private ClassList() {}

  /**
   * Reads the files and writes the last one. Only the builds of the image and the plugin run it.
   */
  public static void main(String[] files) throws IOException {
    List<String> loaded = new ArrayList<>();
    for (String file : List.of(files).subList(0, files.length - 1)) {
      loaded.addAll(Files.readAllLines(Path.of(file)));
    }
    Files.write(Path.of(files[files.length - 1]), stable(loaded));
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
