package io.esgoperator.lab;

import java.util.List;
import java.util.stream.Stream;

/** A firewall between a lab's node and the internet, by the name of its container. */
record Perimeter(String container) implements AutoCloseable {
  private static final String MAIN = "esg-perimeter";

  /** The one of {@code lab up}, the only one through which the world finds the way in. */
  static Perimeter main() {
    return new Perimeter(MAIN);
  }

  /** Starts one more; a former one of this name is gone. */
  static Perimeter start(String name) {
    lab("perimeter-down", name);
    lab("perimeter-up", name);
    return new Perimeter(MAIN + "-" + name);
  }

  /** Where it takes what goes out, over IPv4 and IPv6. */
  List<String> addresses() {
    return List.of(
        Shell.run(
                "docker",
                "inspect",
                "--format",
                "{{with index .NetworkSettings.Networks \"esg-inside\"}}{{.IPAddress}} {{.GlobalIPv6Address}}{{end}}",
                container)
            .trim()
            .split(" "));
  }

  void run(String... words) {
    Shell.run(Cluster.command(Stream.of("docker", "exec", container), words));
  }

  @Override
  public void close() {
    if (!container.equals(MAIN)) {
      lab("perimeter-down", container.substring(MAIN.length() + 1));
    }
  }

  private static void lab(String... words) {
    Shell.run(Cluster.command(Stream.of(Lab.LAB.resolve("lab").toString()), words));
  }
}
