package io.esgoperator.cli.rules;

import io.esgoperator.cli.Run;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A small town of pods, and what {@code connectivity} says of it by rules. */
abstract class RulesFixture {
  /** Only web/api may reach db/postgres, at TCP 5432, and only from IPv4 addresses 192.0.2.0/24. */
  static final String TOWN =
      pod("web", "frontend", "10.0.0.1")
          + pod("web", "api", "10.0.0.2")
          + pod("db", "postgres", "10.1.0.1")
          + """
          ---
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: db, namespace: db}
          spec:
            podSelector: {}
            policyTypes: [Ingress]
            ingress:
              - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}, podSelector: {matchLabels: {app: api}}}]
                ports: [{port: 5432}]
              - from: [{ipBlock: {cidr: 192.0.2.0/24}}]
                ports: [{port: 22}]
          """;

  @TempDir Path folder;

  static String pod(String namespace, String name, String address) {
    return """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: %2$s, namespace: %1$s, labels: {app: %2$s}}
        spec: {containers: [{name: c, image: i}]}
        status: {podIPs: [{ip: %3$s}]}
        """
        .formatted(namespace, name, address);
  }

  static Run rules(String input, String... options) {
    return Run.on(
        input,
        Stream.concat(Stream.of("connectivity", "-"), Stream.of(options)).toArray(String[]::new));
  }
}
