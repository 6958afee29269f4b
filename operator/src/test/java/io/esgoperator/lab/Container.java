package io.esgoperator.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A container of the lab's engine, by its name or id. */
public record Container(String id) implements AutoCloseable {
  /**
   * Starts one.
   *
   * @param words of {@code docker run}: options, image, arguments
   */
  public static Container run(String... words) {
    return new Container(
        Shell.run(Cluster.command(Stream.of("docker", "run", "-d"), words)).trim());
  }

  /** Runs a command in it and gives its output. */
  public String exec(String... command) {
    return Shell.run(Cluster.command(Stream.of("docker", "exec", id), command));
  }

  /** Starts a command in it that stays, with its standard input and output. */
  Process talk(String... command) {
    return Shell.start(Map.of(), Cluster.command(Stream.of("docker", "exec", "-i", id), command));
  }

  /** Its two addresses in the nodes' network, IPv4 first. */
  public List<String> addresses() {
    return List.of(
        Shell.run(
                "docker",
                "inspect",
                "--format",
                "{{with index .NetworkSettings.Networks \"esg-inside\"}}{{.IPAddress}} {{.GlobalIPv6Address}}{{end}}",
                id)
            .trim()
            .split(" "));
  }

  @Override
  public void close() {
    Shell.run("docker", "rm", "-fv", id);
  }
}
