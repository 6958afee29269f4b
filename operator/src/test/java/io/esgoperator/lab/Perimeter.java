package io.esgoperator.lab;

import java.util.List;
import java.util.stream.Stream;

/**
 * A firewall between a lab's node and the internet.
 *
 * @param container by its name
 */
record Perimeter(Container container) implements AutoCloseable {
  private static final String MAIN = "esg-perimeter";

  /** The one of {@code lab up}, the only one through which the world finds the way in. */
  static Perimeter main() {
    return new Perimeter(new Container(MAIN));
  }

  /** Starts one more; a former one of this name is gone. */
  static Perimeter start(String name) {
    lab("perimeter-down", name);
    lab("perimeter-up", name);
    return new Perimeter(new Container(MAIN + "-" + name));
  }

  /** Where it takes what goes out, over IPv4 and IPv6. */
  List<String> addresses() {
    return container.addresses();
  }

  void run(String... words) {
    container.exec(words);
  }

  Capture capture() {
    return Capture.of(container.talk("capture"));
  }

  @Override
  public void close() {
    if (!container.id().equals(MAIN)) {
      lab("perimeter-down", container.id().substring(MAIN.length() + 1));
    }
  }

  private static void lab(String... words) {
    Shell.run(Cluster.command(Stream.of(Lab.LAB.resolve("lab").toString()), words));
  }
}
