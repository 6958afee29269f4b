package io.esgoperator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Clusters in YAML, and what changes between two of them. */
abstract class ClusterDiffFixture {
  @TempDir Path folder;

  static String deployment(String namespace, String name) {
    return """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %2$s, namespace: %1$s}
        spec: {selector: {matchLabels: {app: %2$s}}, template: {metadata: {labels: {app: %2$s}}, spec: {containers: [{name: c, image: i}]}}}
        """
        .formatted(namespace, name);
  }

  static String pod(String name, String labels, String more) {
    return """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: a, labels: %s%s}
        spec: {containers: [{name: c, image: i}]}
        """
        .formatted(name, labels, more);
  }

  static String ingress(String namespace, String name, String rules) {
    return """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: %s}
        spec: {podSelector: {}, policyTypes: [Ingress], ingress: [%s]}
        """
        .formatted(name, namespace, rules);
  }

  static String fromNamespace(String namespace, String ports) {
    return "{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: %s}}}], ports: [%s]}"
        .formatted(namespace, ports);
  }

  Run diff(String before, String after, String... options) throws IOException {
    Path old = Files.writeString(folder.resolve("old.yaml"), before);
    Path now = Files.writeString(folder.resolve("new.yaml"), after);
    return Run.of(
        Stream.concat(Stream.of("diff", old.toString(), now.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  List<String> changes(String before, String after) throws IOException {
    Run run = diff(before, after);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).first().isEqualTo("Workloads");
    return run.lines().stream().skip(1).map(String::strip).toList();
  }
}
