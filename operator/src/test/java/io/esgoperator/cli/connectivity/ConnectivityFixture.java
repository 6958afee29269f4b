package io.esgoperator.cli.connectivity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.util.List;
import java.util.stream.Stream;

/** Clusters as text, and what the command says of them. */
abstract class ConnectivityFixture {
  static final String NAMESPACE = "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n";
  static final String CLOSED =
      """
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: closed, namespace: a}
      spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
      """;

  static String pod(String name, String address, String labels, String more) {
    return """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: a, labels: %s%s}
        spec: {containers: [{name: c, image: i}]}
        status: {podIPs: [{ip: %s}]}
        """
        .formatted(name, labels, more, address);
  }

  static String owned(String kind, String owner) {
    return ", ownerReferences: [{apiVersion: apps/v1, kind: %s, name: %s, uid: u, controller: true}]"
        .formatted(kind, owner);
  }

  static String policy(String name, String selector, String ingress) {
    return """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: a}
        spec: {podSelector: {matchLabels: {app: %s}}, policyTypes: [Ingress], ingress: [%s]}
        """
        .formatted(name, selector, ingress);
  }

  /** Rows with one blank between cells, without the heads. */
  static List<String> rows(String input, String... options) {
    Run run =
        Run.on(
            input,
            Stream.concat(Stream.of("connectivity", "-"), Stream.of(options))
                .toArray(String[]::new));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    return run.lines().stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("FROM "))
        .map(line -> line.replaceAll(" {2,}", " "))
        .toList();
  }
}
