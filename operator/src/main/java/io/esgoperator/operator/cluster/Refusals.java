package io.esgoperator.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Set;

/**
 * Tells whether an API server has refused an object for good or only failed now. A refusal is shown
 * to the user; a failure is tried again.
 */
public final class Refusals {
  /**
   * RFC 9110 section 15.5: bad request, forbidden (also by admission and quota), not found (the
   * namespace), too large, unprocessable (admission and validation).
   */
  private static final Set<Integer> FOR_GOOD = Set.of(400, 403, 404, 413, 422);

  private Refusals() {}

  public static boolean isForGood(KubernetesClientException answer) {
    return FOR_GOOD.contains(answer.getCode());
  }
}
