package io.esgoperator.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The command that runs {@code reach.pl} wherever there is Perl. */
final class Reach {
  private static final String SCRIPT = script();

  private Reach() {}

  static String[] command(String... arguments) {
    return Cluster.command(Stream.of("perl", "-e", SCRIPT, "--"), arguments);
  }

  private static String script() {
    try (InputStream script = Reach.class.getResourceAsStream("/reach.pl")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
