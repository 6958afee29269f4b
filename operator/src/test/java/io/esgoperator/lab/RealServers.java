package io.esgoperator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The servers of the image {@code servers}, in a container without a network. */
public record RealServers(Container container) implements AutoCloseable {
  /** Behind the name of each server. */
  public static final String DOMAIN = "servers.example";

  private static final Path LIST = Lab.LAB.resolve("images/servers/files/etc/esg-lab/servers");

  /** Starts them, and waits until each of them listens. */
  public static RealServers start() {
    Container container =
        Container.run(
            "--label=esg-lab", "--network=none", "--cap-add=NET_ADMIN", "esg-lab/servers");
    try {
      Awaitility.await("the servers are ready")
          .atMost(Duration.ofMinutes(4))
          .until(() -> Shell.run("docker", "logs", container.id()).contains("servers ready"));
      return new RealServers(container);
    } catch (RuntimeException late) {
      System.err.println(Shell.run("docker", "logs", container.id()));
      container.close();
      throw late;
    }
  }

  public List<String> names() {
    return lines().map(words -> words[0]).toList();
  }

  /** The addresses of a host below {@link #DOMAIN}. */
  public List<String> addresses(String host) {
    return lines()
        .filter(words -> host.equals(words[0] + "." + DOMAIN))
        .map(words -> words[1])
        .toList();
  }

  /**
   * Runs a probe beside them, and gives the lines in which it tells its reports.
   *
   * @param plan as JSON
   */
  public List<String> probe(String image, String plan) {
    return Shell.run(
            "docker",
            "run",
            "--rm",
            "--network=container:" + container.id(),
            "--env=ESG_PROBE_PLAN=" + plan,
            image,
            "probe")
        .lines()
        .filter(line -> line.startsWith("{\"path\""))
        .toList();
  }

  private static Stream<String[]> lines() {
    try {
      return Files.readAllLines(LIST).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" +"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  @Override
  public void close() {
    container.close();
  }
}
