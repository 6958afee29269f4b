package io.esgoperator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/**
 * The clock of the operator's pods, which a test moves by a library that is loaded before all
 * others. The node and its API server keep the true time, and so does what measures how long
 * something takes.
 */
public final class JumpingClock implements AutoCloseable {
  private static final Path SOURCE = Path.of("src/test/resources/jumping-clock.c");
  private static final String FOLDER = "/opt/esg-clock";
  private static final String LIBRARY = FOLDER + "/jumping-clock.so";
  private static final String AHEAD = FOLDER + "/ahead";

  private final Lab lab;

  /** Tells the true time at first. */
  public JumpingClock(Lab lab) {
    this.lab = lab;
    lab.onNode("mkdir", "-p", FOLDER);
    lab.onNode("sh", "-c", "echo %s | base64 -d > %s".formatted(library(), LIBRARY));
    ahead(Duration.ZERO);
    lab.patchOperator(
        """
        spec:
          template:
            spec:
              volumes: [{name: clock, hostPath: {path: %1$s, type: Directory}}]
              containers:
                - name: operator
                  volumeMounts: [{mountPath: %1$s, name: clock, readOnly: true}]
                  env: [{name: LD_PRELOAD, value: %2$s}, {name: AHEAD, value: %3$s}]
        """
            .formatted(FOLDER, LIBRARY, AHEAD));
  }

  private static String library() {
    Path library = Path.of("target", "jumping-clock.so");
    Shell.run(
        "gcc",
        "-shared",
        "-fPIC",
        "-O2",
        "-Wall",
        "-Werror",
        "-s",
        "-o",
        library.toString(),
        SOURCE.toString());
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(library));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Is so much ahead of the true time from now on. */
  public void ahead(Duration much) {
    lab.onNode("sh", "-c", "echo %d > %s".formatted(much.toSeconds(), AHEAD));
  }

  @Override
  public void close() {
    lab.patchOperator(
        """
        spec:
          template:
            spec:
              volumes: [{name: clock, $patch: delete}]
              containers:
                - name: operator
                  volumeMounts: [{mountPath: %s, $patch: delete}]
                  env: [{name: LD_PRELOAD, $patch: delete}, {name: AHEAD, $patch: delete}]
        """
            .formatted(FOLDER));
  }
}
