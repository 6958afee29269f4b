package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.net.HttpURLConnection;

/** Writes the status of an instance. */
final class StatusReport {
  private StatusReport() {}

  /**
   * Sends name, namespace and the whole status. The answer is kept for the next pass, which would
   * otherwise read the same Jobs a second time (policy-semantics.md section 5.3). The write
   * requires the version that was read: a late write of a former leader must not undo newer ones.
   *
   * @return false if another client has written the instance in the meantime
   */
  static boolean send(
      EsgInstance instance, EsgInstanceStatus status, Context<EsgInstance> context) {
    EsgInstance patch = new EsgInstance();
    patch.getMetadata().setName(instance.getMetadata().getName());
    patch.getMetadata().setNamespace(instance.getMetadata().getNamespace());
    patch.getMetadata().setResourceVersion(instance.getMetadata().getResourceVersion());
    patch.setStatus(status);
    try {
      PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(instance, patch, context);
      return true;
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw refused;
    }
  }
}
