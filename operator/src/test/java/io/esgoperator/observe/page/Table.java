package io.esgoperator.observe.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A table of the town: a line a row, cells between bars. */
final class Table {
  private Table() {}

  static Stream<List<String>> read(String name) {
    try {
      return Files.readAllLines(Path.of("src/test/resources/page", name)).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList());
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
