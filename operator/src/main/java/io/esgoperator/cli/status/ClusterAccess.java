package io.esgoperator.cli.status;

import io.esgoperator.manifest.BadInputException;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Connects to the cluster that the user means. */
public interface ClusterAccess {
  /**
   * Connects.
   *
   * @param context of the kubeconfig; null for the current one
   * @throws BadInputException when nothing leads to a cluster
   */
  KubernetesClient connect(String context) throws BadInputException;
}
