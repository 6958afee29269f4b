package io.esgoperator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The classes that runs of Java loaded, as {@code -XX:DumpLoadedClassList} writes them, without the
 * parts that differ from run to run: numbers, order, and the constants resolved so far. {@code
 * -Xshare:dump} makes the same archive of such a list for the same jars. Lambdas that look alike
 * are listed as often as the run that has most of them: each place in the code takes one from the
 * archive, and the last ones would have to be made at run time.
 */
public final class ClassList {
  private ClassList() {}

  /**
   * Reads the files and writes the last one. Only the builds of the image and the plugin run it.
   */
  public static void main(String[] files) throws IOException {
    List<List<String>> runs = new ArrayList<>();
    for (String file : List.of(files).subList(0, files.length - 1)) {
      runs.add(Files.readAllLines(Path.of(file)));
    }
    Files.write(Path.of(files[files.length - 1]), stable(runs));
  }

  static List<String> stable(List<List<String>> runs) {
    // A lambda's class is listed after the class that contains it.
    Map<String, Integer> most =
        new TreeMap<>(
            Comparator.comparing((String line) -> line.startsWith("@"))
                .thenComparing(Comparator.naturalOrder()));
    for (List<String> run : runs) {
      counted(run).forEach((line, times) -> most.merge(line, times, Math::max));
    }
    return most.entrySet().stream()
        .flatMap(line -> Collections.nCopies(line.getValue(), line.getKey()).stream())
        .toList();
  }

  private static Map<String, Integer> counted(List<String> run) {
    return run.stream()
        .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
        // Classes of custom loaders are listed by numbers that differ from run to run.
        .filter(line -> !line.contains(" source: "))
        .map(line -> line.replaceFirst(" id: \\d+$", ""))
        .collect(Collectors.toMap(line -> line, line -> 1, Integer::sum));
  }
}
