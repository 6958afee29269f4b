package io.esgoperator.status;

import java.util.List;

/**
 * What became of the policy.
 *
 * @param applied whether the API server took it
 * @param reason CamelCase, for the condition
 * @param names of the policies that the operator owns
 */
public record PolicyState(boolean applied, String reason, String message, List<String> names) {
  public static PolicyState applied(String name) {
    return new PolicyState(
        true, "Applied", "NetworkPolicy " + name + " opens the declared paths.", List.of(name));
  }

  public static PolicyState audited() {
    return new PolicyState(
        false, "AuditOnly", "policy.enforcement is Audit: no policy is written.", List.of());
  }

  /** Refused; what stood before stands. */
  public static PolicyState rejected(String message, List<String> standing) {
    return new PolicyState(
        false, "PolicyRejected", "The API server did not take the policy: " + message, standing);
  }
}
