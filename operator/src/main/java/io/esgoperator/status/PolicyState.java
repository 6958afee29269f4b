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
  private static final String CHANGED = "PolicyChanged";
  private static final int DIFFERENCES = 3;

  /**
   * The API server took it.
   *
   * @param differences from what was declared, as clauses with "it" for the subject
   * @param writers field managers that write it as well
   */
  public static PolicyState of(
      String kind, String name, List<String> differences, List<String> writers) {
    return differences.isEmpty()
        ? applied(kind, name)
        : new PolicyState(
            false,
            CHANGED,
            "%s %s does not stand as declared, since others change it: it %s; %s."
                .formatted(kind, name, shown(differences), remedy(writers)),
            List.of(entry(kind, name)));
  }

  private static String shown(List<String> differences) {
    int more = differences.size() - DIFFERENCES;
    return String.join("; it ", differences.subList(0, Math.min(DIFFERENCES, differences.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }

  /** What changes an object on its way in stands nowhere. */
  private static String remedy(List<String> writers) {
    return writers.isEmpty()
        ? "look for a mutating webhook or a MutatingAdmissionPolicy, and exempt the policy there"
        : "it is written by %s as well, from where it has to be taken out"
            .formatted(String.join(", ", writers));
  }

  public static PolicyState applied(String kind, String name) {
    return new PolicyState(
        true,
        "Applied",
        kind + " " + name + " opens the declared paths.",
        List.of(entry(kind, name)));
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

  /** A policy as {@code status.policies} lists it. */
  public static String entry(String kind, String name) {
    return kind + "/" + name;
  }

  /** Whether others make it stand otherwise than declared. */
  public boolean isChanged() {
    return reason.equals(CHANGED);
  }

  /** Kind and name of the first one that stands. */
  String title() {
    return names.get(0).replace('/', ' ');
  }
}
