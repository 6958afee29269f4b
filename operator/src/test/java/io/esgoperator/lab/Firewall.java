package io.esgoperator.lab;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a test breaks: outbound paths at the perimeter, inbound ones on the node, and at the
 * perimeter for the world alone. One call closes one path.
 */
public final class Firewall implements AutoCloseable {
  /** The lock of tests that change the perimeter of the lab that most share. */
  public static final String PERIMETER = "perimeter";

  /** How a path is closed. */
  public enum Manner {
    drop,
    reject,
    admin_prohibit;

    private String word() {
      return name().replace('_', '-');
    }
  }

  private final Container node;
  private final Perimeter perimeter;
  private final Container insideNode;

  /** The perimeter's image has what the node's may lack: it runs in the node's network, too. */
  Firewall(Container node, Perimeter perimeter) {
    this.node = node;
    this.perimeter = perimeter;
    insideNode =
        Container.run(
            "--network",
            "container:" + node.id(),
            "--cap-add",
            "NET_ADMIN",
            "--entrypoint",
            "sleep",
            "esg-lab/perimeter",
            "infinity");
  }

  public void close(Path path, Manner manner, Family family) {
    String port = String.valueOf(path.port());
    String digit = family == Family.IPv4 ? "4" : "6";
    if (path.direction() == Direction.Inbound) {
      onNode(manner.word(), port, digit);
    } else {
      onPerimeter(manner.word(), transport(path), port, digit);
    }
  }

  /** Leads the gateway's public addresses to this node. */
  public void leadIn() {
    onPerimeter(Cluster.command(Stream.of("lead-to"), node.addresses().toArray(String[]::new)));
  }

  /** Routes the gateway's public addresses to no host. */
  public void leadNowhere() {
    onPerimeter("lead-to");
  }

  /** Closes an inbound path to the world, in both families. */
  public void shut(Path path) {
    onPerimeter("shut", transport(path), String.valueOf(path.port()));
  }

  /** Turns on some of the perimeter's middleboxes, one at a port, and all others off. */
  public void tamper(List<String> middleboxes) {
    perimeter.run(
        Cluster.command(Stream.of("middlebox", "on"), middleboxes.toArray(String[]::new)));
  }

  /** Lets nothing through the perimeter for so long, after which it knows no flow any more. */
  public void restart(Duration outage) {
    onPerimeter("restart", String.valueOf(outage.toSeconds()));
  }

  /** Sees what passes the perimeter's inside from now on. */
  public Capture capture() {
    return perimeter.capture();
  }

  /** Opens what is closed, and turns the middlebox off. */
  public void openAll() {
    onPerimeter("reset");
    onNode("reset");
  }

  private static String transport(Path path) {
    return path.transport().name().toLowerCase(Locale.ROOT);
  }

  private void onPerimeter(String... words) {
    perimeter.run(Cluster.command(Stream.of("perimeter"), words));
  }

  private void onNode(String... words) {
    insideNode.exec(Cluster.command(Stream.of("inbound"), words));
  }

  @Override
  public void close() {
    insideNode.close();
    perimeter.close();
  }
}
