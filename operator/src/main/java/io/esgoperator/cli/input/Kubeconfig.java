package io.esgoperator.cli.input;

import io.esgoperator.live.PageBound;
import io.esgoperator.live.TotalReading;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.util.List;

/** Leads to the cluster that the user means: as kubectl does, by a kubeconfig and its context. */
public final class Kubeconfig {
  private static final String WHAT = "kubeconfig";
  private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

  /** Where the Kubernetes client turns to when nothing names a cluster. */
  private static final String NOWHERE = URI.create(Config.DEFAULT_MASTER_URL).getHost();

  /** Contexts that a sentence names. */
  private static final int NAMED = 5;

  private Kubeconfig() {}

  /**
   * Connects to a cluster; nothing is sent yet.
   *
   * @param context of the kubeconfig; null for the current one
   * @throws BadInputException when no kubeconfig names a cluster, when it lacks the context, or
   *     when its certificates or key cannot be used
   */
  public static KubernetesClient connect(String context) throws BadInputException {
    Config config = read(context);
    List<String> contexts = config.getContexts().stream().map(NamedContext::getName).toList();
    if (context != null && !contexts.contains(context)) {
      throw new BadInputException(
          WHAT, "has no context %s: kubectl config get-contexts lists them.".formatted(context));
    }
    if (NOWHERE.equals(URI.create(config.getMasterUrl()).getHost())) {
      throw new BadInputException(WHAT, nowhere(contexts));
    }
    config.setRequestRetryBackoffLimit(1);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    return connected(config);
  }

  private static Config read(String context) throws BadInputException {
    try {
      return Config.autoConfigure(context);
    } catch (RuntimeException fault) { // the parser's own, where the text is no YAML
      throw new BadInputException(
          WHAT, "cannot be read (%s): correct it.".formatted(Refusal.why(fault)));
    }
  }

  private static String nowhere(List<String> contexts) {
    return contexts.isEmpty()
        ? "names no cluster: let KUBECONFIG name a file that does, or write one to ~/.kube/config."
        : "has no current context: write --context with one of %s."
            .formatted(String.join(", ", contexts.stream().limit(NAMED).toList()));
  }

  /** The cluster's name in sentences. */
  public static String where(KubernetesClient client) {
    return "cluster " + client.getMasterUrl();
  }

  /** One with the user's certificate. */
  static KubernetesClient connected(Config config) throws BadInputException {
    ClientKey.normalize(config);
    try {
      return client(config);
    } catch (RuntimeException fault) {
      throw new BadInputException(
          WHAT,
          "has certificates or a client key that cannot be used (%s): get a new one."
              .formatted(Refusal.why(fault)));
    }
  }

  /** One that reads everything else where a cluster holds an object that cannot be read. */
  static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withKubernetesSerialization(TotalReading.serialization(UnreadObserver.NONE))
        .withHttpClientBuilderConsumer(PageBound::on)
        .build();
  }
}
