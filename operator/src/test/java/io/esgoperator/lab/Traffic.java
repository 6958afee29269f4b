package io.esgoperator.lab;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * New connections of a gateway's pod, one after the other, to a server that its declaration opens
 * and to one that it does not.
 */
final class Traffic implements AutoCloseable {
  private static final String LOOP =
      "while read -t 0.1; [ $? -gt 128 ]; do"
          + " timeout 2 bash -c 'exec 3<>/dev/tcp/%s/%d' 2>/dev/null && echo open || echo closed; done";

  private final Process declared;
  private final Process undeclared;

  Traffic(Cluster cluster, String namespace) {
    declared = start(cluster, namespace, "web1.example.net", 80);
    undeclared = start(cluster, namespace, "ldap1.example.net", 389);
  }

  private static Process start(Cluster cluster, String namespace, String host, int port) {
    return cluster.talk(
        namespace,
        "deployment/gateway",
        "bash",
        "-c",
        LOOP.formatted(LabAddresses.of(host).get(0), port));
  }

  /** How the tries to the declared server ended until now; no more are made. */
  List<String> declared() throws IOException {
    return end(declared);
  }

  /** The same of the other one. */
  List<String> undeclared() throws IOException {
    return end(undeclared);
  }

  private static List<String> end(Process process) throws IOException {
    process.getOutputStream().close();
    try (Stream<String> lines = process.inputReader().lines()) {
      return lines.toList();
    }
  }

  @Override
  public void close() {
    Stream.of(declared, undeclared).forEach(Process::destroy);
  }
}
