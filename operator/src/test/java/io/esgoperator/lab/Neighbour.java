package io.esgoperator.lab;

import java.util.List;
import java.util.stream.Stream;

/**
 * A container outside of the cluster, beside its node, that knows the way to the pods.
 *
 * @param container its own
 */
public record Neighbour(Container container) implements AutoCloseable {
  /**
   * Starts one.
   *
   * @param node its two addresses
   * @param command what it runs
   */
  static Neighbour start(List<String> node, String... command) {
    Container container =
        Container.run(
            Cluster.command(
                Stream.of(
                    "--network",
                    "esg-inside",
                    "--cap-add",
                    "NET_ADMIN",
                    "--entrypoint",
                    command[0],
                    Playground.IMAGE),
                Stream.of(command).skip(1).toArray(String[]::new)));
    leadToPods(container, node);
    return new Neighbour(container);
  }

  /** Shows a container beside a node the way to the node's pods. */
  public static void leadToPods(Container container, List<String> node) {
    List<String> pods = LabAddresses.of("pods");
    container.exec("ip", "route", "add", pods.get(0), "via", node.get(0));
    container.exec("ip", "-6", "route", "add", pods.get(1), "via", node.get(1));
  }

  /** Its two addresses. */
  List<String> addresses() {
    return container.addresses();
  }

  /** Starts a command there that stays, with its standard input and output. */
  Process talk(String... command) {
    return container.talk(command);
  }

  @Override
  public void close() {
    container.close();
  }
}
