package io.esgoperator.status;

import java.util.List;

/**
 * What became of the policy.
 *
 * @param applied whether the API server took it
 * @param reason CamelCase, for the condition
 * @param names of the policies that the operator owns, each behind its kind and a slash
 */
public record PolicyState(boolean applied, String reason, String message, List<String> names) {
  public static PolicyState applied(String kind, String name) {
    return new PolicyState(
        true,
        "Applied",
        kind + " " + name + " opens the declared paths.",
        List.of(kind + "/" + name));
  }

  public static PolicyState audited() {
    return new PolicyState(
        false, "AuditOnly", "policy.enforcement is Audit: no policy is written.", List.of());
  }

  /** The cluster does not know the kind; what stood before stands. */
  public static PolicyState notServed(String kind, List<String> standing) {
    return new PolicyState(
        false,
        "EngineNotServed",
        "This cluster serves no "
            + kind
            + ", and policy.engine asks for one: write Auto or Kubernetes, or install Cilium.",
        standing);
  }

  /** Refused; what stood before stands. */
  public static PolicyState rejected(String message, List<String> standing) {
    return new PolicyState(
        false, "PolicyRejected", "The policy was not taken: " + message, standing);
  }
}
