package io.esgoperator.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Connections that tests try: by {@code reach.pl} wherever there is Perl, or by the shell alone.
 */
public final class Reach {
  private static final String SCRIPT = script();

  private static final String EACH =
      """
      for server; do
        (timeout 3 bash -c "exec 3<>/dev/tcp/${server/ //}" 2>/dev/null && echo "$server") &
      done
      wait
      """;

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

  /** A port of a machine. */
  public record Server(String address, int port) {}

  /**
   * Those servers that a pod reaches within three seconds, in any order. It tries all at once,
   * since each that is closed lets it wait.
   */
  public static List<Server> reached(
      Cluster cluster, String namespace, String pod, List<Server> servers) {
    Shell.Outcome tried =
        cluster.inPod(
            namespace,
            pod,
            Cluster.command(
                Stream.of("bash", "-c", EACH, "--"),
                servers.stream()
                    .map(server -> server.address() + " " + server.port())
                    .toArray(String[]::new)));
    if (tried.exitCode() != 0) {
      throw new IllegalStateException(tried.output());
    }
    return tried
        .output()
        .lines()
        .map(line -> line.split(" "))
        .map(words -> new Server(words[0], Integer.parseInt(words[1])))
        .toList();
  }

  private static String script() {
    try (InputStream script = Reach.class.getResourceAsStream("/reach.pl")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
