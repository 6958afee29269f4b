package io.esgoperator.lab;

import io.esgoperator.catalog.Direction;
import io.esgoperator.catalog.Family;
import io.esgoperator.catalog.Path;
import java.util.Locale;
import org.testcontainers.containers.GenericContainer;

/**
 * What a test breaks: outbound paths at the perimeter, inbound ones on the node. One call closes
 * one path.
 */
public final class Firewall {
  /** How a path is closed. */
  public enum Manner {
    drop,
    reject
  }

  private final GenericContainer<?> node;

  Firewall(GenericContainer<?> node) {
    this.node = node;
  }

  public void close(Path path, Manner manner, Family family) {
    String port = String.valueOf(path.port());
    String digit = family == Family.IPv4 ? "4" : "6";
    if (path.direction() == Direction.Inbound) {
      onNode("inbound", manner.name(), port, digit);
    } else {
      onPerimeter(manner.name(), path.transport().name().toLowerCase(Locale.ROOT), port, digit);
    }
  }

  public void openAll() {
    onPerimeter("reset");
    onNode("inbound", "reset");
  }

  private void onPerimeter(String... words) {
    String[] command = new String[words.length + 4];
    System.arraycopy(
        new String[] {"docker", "exec", "esg-perimeter", "perimeter"}, 0, command, 0, 4);
    System.arraycopy(words, 0, command, 4, words.length);
    Shell.run(command);
  }

  private void onNode(String... command) {
    String[] words = new String[command.length + 3];
    System.arraycopy(new String[] {"docker", "exec", node.getContainerId()}, 0, words, 0, 3);
    System.arraycopy(command, 0, words, 3, command.length);
    Shell.run(words);
  }
}
