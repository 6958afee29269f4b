package io.esgoperator.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A container outside of the cluster, beside its node, that knows the way to the pods. */
final class Neighbour implements AutoCloseable {
  private final String container;

  private Neighbour(String container) {
    this.container = container;
  }

  /**
   * Starts one.
   *
   * @param node its two addresses
   * @param command what it runs
   */
  static Neighbour start(List<String> node, String... command) {
    Neighbour neighbour =
        new Neighbour(
            Shell.run(
                    Cluster.command(
                        Stream.of(
                            "docker",
                            "run",
                            "-d",
                            "--network",
                            "esg-inside",
                            "--cap-add",
                            "NET_ADMIN",
                            "--entrypoint",
                            command[0],
                            Playground.IMAGE),
                        Stream.of(command).skip(1).toArray(String[]::new)))
                .trim());
    List<String> pods = LabAddresses.of("pods");
    neighbour.run("ip", "route", "add", pods.get(0), "via", node.get(0));
    neighbour.run("ip", "-6", "route", "add", pods.get(1), "via", node.get(1));
    return neighbour;
  }

  /** Its two addresses. */
  List<String> addresses() {
    String network = "(index .NetworkSettings.Networks \"esg-inside\")";
    return List.of(
        Shell.run(
                "docker",
                "inspect",
                "--format",
                "{{ %s.IPAddress }} {{ %s.GlobalIPv6Address }}".formatted(network, network),
                container)
            .trim()
            .split(" "));
  }

  private void run(String... command) {
    Shell.run(Cluster.command(Stream.of("docker", "exec", container), command));
  }

  /** Starts a command there that stays, with its standard input and output. */
  Process talk(String... command) {
    return Shell.start(
        Map.of(), Cluster.command(Stream.of("docker", "exec", "-i", container), command));
  }

  @Override
  public void close() {
    Shell.run("docker", "rm", "-fv", container);
  }
}
