package io.esgoperator.audit;

import java.util.List;

/**
 * What all policies together say of a connection: both ends have to let it pass.
 *
 * @param notEvaluated policies of Cilium and Calico that select an end, or may, and were not read
 */
public record Ruling(
    Connection connection, Proof egress, Proof ingress, List<PolicyRef> notEvaluated) {

  public Decision decision() {
    if (egress.decision() == Decision.Denied || ingress.decision() == Decision.Denied) {
      return Decision.Denied;
    }
    return egress.decision() == Decision.Allowed && ingress.decision() == Decision.Allowed
        ? Decision.Allowed
        : Decision.Unclear;
  }
}
