package io.esgoperator.diagnose;

import io.esgoperator.probe.Finding;
import java.util.List;
import java.util.Optional;

/**
 * The table from what a pod without the gateway's labels found, where the gateway's own probe was
 * shut out, to who is to blame.
 */
public final class Culprits {
  private Culprits() {}

  /**
   * Blames somebody, or nobody.
   *
   * @param control what the pod without the labels found
   * @param policies NetworkPolicies besides the instance's own that bind the gateway
   */
  public static Optional<Culprit> of(Finding control, List<String> policies) {
    return switch (control) {
      case Answered ->
          Optional.of(
              policies.isEmpty()
                  ? new Culprit(
                      "the cluster",
                      "A pod beside the gateway, without its labels, gets through: the firewall lets this cluster pass."
                          + " Look at policies of other kinds that select the gateway (AdminNetworkPolicy, Calico, Cilium),"
                          + " and at the address by which it leaves the cluster.")
                  : new Culprit(
                      "NetworkPolicy " + String.join(", ", policies),
                      "A pod beside the gateway, without its labels, gets through: let NetworkPolicy "
                          + String.join(", ", policies)
                          + " open the port."));
      case ProbeFault -> Optional.empty();
      default ->
          Optional.of(
              new Culprit(
                  "the network outside of the gateway's policies",
                  "A pod beside the gateway, without its labels, fares no better: no policy on the gateway closes this path."));
    };
  }

  /**
   * Who closes a path.
   *
   * @param name for the status
   * @param grounds the evidence, and where to look
   */
  public record Culprit(String name, String grounds) {}
}
