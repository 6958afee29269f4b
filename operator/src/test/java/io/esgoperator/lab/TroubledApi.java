package io.esgoperator.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A proxy in front of the node's API server, in the node's network, that makes trouble. */
final class TroubledApi implements AutoCloseable {
  private static final int PORT = 8001;

  /** What it does to the operator. */
  enum Trouble {
    none,
    /** Each answer is late by 0.3 to 1.5 seconds. */
    slow,
    /** 409 for 4 of 10 writes. */
    conflict,
    /** 429 for 3 of 10 requests. */
    throttled,
    /** 500 for 3 of 10 requests. */
    failing,
    /** 2 of 10 requests are done, and their connection ends without an answer. */
    cut,
    /** Every watch ends after two seconds. */
    short_watches
  }

  private final String container;
  private final String url;

  /**
   * Starts it.
   *
   * @param node id of the node's container
   * @param address of the node
   */
  TroubledApi(String node, String address) {
    this.container =
        Shell.run(
                "docker",
                "run",
                "-d",
                "--network",
                "container:" + node,
                "--entrypoint",
                "python3",
                "esg-lab/perimeter",
                "-c",
                script(),
                String.valueOf(PORT))
            .trim();
    this.url = "http://%s:%d".formatted(address, PORT);
  }

  private static String script() {
    try (InputStream script = TroubledApi.class.getResourceAsStream("/troubled-api.py")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Where the operator finds it. */
  String url() {
    return url;
  }

  void make(Trouble trouble) {
    inside("printf %s > /tmp/trouble; : > /tmp/struck".formatted(trouble.name().replace('_', '-')));
  }

  /** How often the trouble that is on has struck. */
  long strikes() {
    return inside("cat /tmp/struck").lines().count();
  }

  private String inside(String script) {
    return Shell.run("docker", "exec", container, "sh", "-c", script);
  }

  @Override
  public void close() {
    Shell.run("docker", "rm", "-fv", container);
  }
}
