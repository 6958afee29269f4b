package io.esgoperator.cli.status;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The cluster and the namespace that a command is about. */
final class Target {
  private static final String DEFAULT_NAMESPACE = "default";

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The kubeconfig's context; the current one is the default.")
  private String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The instance's namespace; the context's one is the default.")
  private String namespace;

  String context() {
    return context;
  }

  ServedInstances served(KubernetesClient client) {
    return new ServedInstances(
        client,
        Optional.ofNullable(namespace)
            .or(() -> Optional.ofNullable(client.getNamespace()))
            .orElse(DEFAULT_NAMESPACE));
  }
}
