package io.esgoperator;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program that a test runs beside itself. */
public final class InstalledProgram {
  private InstalledProgram() {}

  /**
   * Finds it where root's PATH would.
   *
   * @throws IllegalStateException with a sentence that says how to install it
   */
  public static Path called(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/bin"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name
                        + " is not installed: run 'config/lab/lab prerequisites', or look at config/lab/packages.txt"));
  }
}
