package io.esgoperator.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A Python program in a node's network, where the node's API server finds it at 127.0.0.1.
 *
 * @param container its id
 */
record NodeProgram(String container) implements AutoCloseable {
  /**
   * Starts it.
   *
   * @param node id of the node's container
   * @param script a resource of the tests
   */
  static NodeProgram start(String node, String script, String... arguments) {
    return new NodeProgram(
        Shell.run(
                Cluster.command(
                    Stream.of(
                        "docker",
                        "run",
                        "-d",
                        "--network",
                        "container:" + node,
                        "--entrypoint",
                        "python3",
                        "esg-lab/perimeter",
                        "-c",
                        text(script)),
                    arguments))
            .trim());
  }

  private static String text(String script) {
    try (InputStream stream = NodeProgram.class.getResourceAsStream(script)) {
      return new String(
          Objects.requireNonNull(stream, script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Runs a shell's script in its container. */
  String inside(String script) {
    return Shell.run("docker", "exec", container, "sh", "-c", script);
  }

  @Override
  public void close() {
    Shell.run("docker", "rm", "-fv", container);
  }
}
