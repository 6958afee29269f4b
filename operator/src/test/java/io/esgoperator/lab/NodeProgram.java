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
 * @param container its own
 */
public record NodeProgram(Container container) implements AutoCloseable {
  /**
   * Starts it.
   *
   * @param script a resource of the tests
   */
  static NodeProgram start(Container node, String script, String... arguments) {
    return new NodeProgram(
        Container.run(
            Cluster.command(
                Stream.of(
                    "--network",
                    "container:" + node.id(),
                    "--entrypoint",
                    "python3",
                    "esg-lab/perimeter",
                    "-c",
                    text(script)),
                arguments)));
  }

  /** A resource of the tests. */
  public static String text(String script) {
    try (InputStream stream = NodeProgram.class.getResourceAsStream(script)) {
      return new String(
          Objects.requireNonNull(stream, script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Runs a shell's script in its container. */
  String inside(String script) {
    return container.exec("sh", "-c", script);
  }

  @Override
  public void close() {
    container.close();
  }
}
