package io.esgoperator.e2e;

import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * New connections of a gateway's pod, one after the other, to a server that its declaration opens
 * and to one that it does not: the cluster's DNS, and the metrics of the same pod.
 */
final class TrafficWitness implements AutoCloseable {
  private static final int DECLARED = 53;
  private static final int UNDECLARED = 9153;

  /** Seconds: a lost first packet is sent again after 1, 3 and 7 s, and mail waits longer. */
  private static final int PATIENCE = 10;

  /** Seconds: where it is open, it answers in a moment, and one of the next tries would tell. */
  private static final int GLANCE = 2;

  /** A closed try tells when, and why: refused, or no word (exit code 124). */
  private static final String LOOP =
      "while read -t 0.1; [ $? -gt 128 ]; do"
          + " said=$(timeout %d bash -c 'exec 3<>/dev/tcp/%s/%d' 2>&1) && echo open"
          + " || echo closed: exit $? at $EPOCHREALTIME, ${said##*: }; done";

  private final Process declared;
  private final Process undeclared;

  TrafficWitness(Lab lab, String namespace) {
    String server = server(lab);
    lab.onNode("bash", "-c", "exec 3<>/dev/tcp/%s/%d".formatted(server, UNDECLARED));
    declared = start(lab, namespace, PATIENCE, server, DECLARED);
    undeclared = start(lab, namespace, GLANCE, server, UNDECLARED);
  }

  private static String server(Lab lab) {
    return lab.client()
        .pods()
        .inNamespace("kube-system")
        .withLabel("k8s-app", "kube-dns")
        .list()
        .getItems()
        .get(0)
        .getStatus()
        .getPodIP();
  }

  private static Process start(
      Cluster cluster, String namespace, int seconds, String server, int port) {
    return cluster.talk(
        namespace, "deployment/gateway", "bash", "-c", LOOP.formatted(seconds, server, port));
  }

  /** How the tries to the declared server ended until now; no more are made. */
  List<String> declared() throws IOException {
    return end(declared);
  }

  /** The same for the other port, which is open for clients that no policy stops. */
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
