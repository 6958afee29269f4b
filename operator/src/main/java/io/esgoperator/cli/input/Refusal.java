package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What a cluster says no to, in one sentence. */
public final class Refusal {
  private Refusal() {}

  /** The sentence on a wish, such as {@code list pods in all namespaces}. */
  public static BadInputException of(
      KubernetesClient client, String wish, KubernetesClientException fault) {
    return new BadInputException(
        Kubeconfig.where(client),
        switch (fault.getCode()) {
          case 401 -> "does not know you: log in again.";
          case 403 -> "you may not %s: get that permission.".formatted(wish);
          case 404 ->
              "does not know how to %s: install the operator's CRD, or look at the kubeconfig's context."
                  .formatted(wish);
          default ->
              "cannot %s (%s): look at the kubeconfig and its context.".formatted(wish, why(fault));
        });
  }

  /** The innermost reason that says something. */
  static String why(RuntimeException fault) {
    return fault.getCause() == null ? fault.getMessage() : fault.getCause().getMessage();
  }
}
