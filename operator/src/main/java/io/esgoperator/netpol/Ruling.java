package io.esgoperator.netpol;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.List;

/**
 * The decision of all policies together on a connection: both ends must allow it.
 *
 * @param notEvaluated policies of kinds that are not evaluated, such as Calico's and Istio's, that
 *     may close the connection at one of its ends
 */
public record Ruling(
    Connection connection, Proof egress, Proof ingress, List<PolicyRef> notEvaluated) {

  public Decision decision() {
    return egress.decision().and(ingress.decision());
  }
}
