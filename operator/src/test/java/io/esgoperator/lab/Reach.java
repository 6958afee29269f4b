package io.esgoperator.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Connections that tests try: by {@code reach.pl} wherever there is Perl, or by the shell alone.
 */
public final class Reach {
  private static final String SCRIPT = script();

  private Reach() {}

  static String[] command(String... arguments) {
    return Cluster.command(Stream.of("perl", "-e", SCRIPT, "--"), arguments);
  }

  /** What becomes of a TCP connection from a pod within three seconds; 0 where it opens. */
  public static Shell.Outcome from(
      Cluster cluster, String namespace, String pod, String address, int port) {
    return cluster.inPod(
        namespace,
        pod,
        "timeout",
        "3",
        "bash",
        "-c",
        "exec 3<>/dev/tcp/%s/%d".formatted(address, port));
  }

  private static String script() {
    try (InputStream script = Reach.class.getResourceAsStream("/reach.pl")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
