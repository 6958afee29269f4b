package io.esgoperator.status;

import io.esgoperator.model.Listing;
import java.util.List;

/**
 * The outcome of writing the policy.
 *
 * @param names of the policies that the operator owns, each after its kind and a slash
 */
public record PolicyState(Outcome outcome, String message, List<String> names) {
  /** Reasons of the condition PolicyApplied. */
  public enum Outcome {
    Applied,
    AuditOnly,
    /** The cluster does not serve the kind. */
    EngineNotServed,
    /** The API server refused it, or another policy has its name. */
    PolicyRejected,
    /** Other programs change it. */
    PolicyChanged,
    /** That of a deleted instance of the same name still exists. */
    PolicyOfPredecessor
  }

  /**
   * The API server accepted it.
   *
   * @param differences from the declaration, as clauses with "it" for the subject
   * @param writers field managers that write it as well
   */
  public static PolicyState of(
      String kind, String name, List<String> differences, List<String> writers) {
    return differences.isEmpty()
        ? applied(kind, name)
        : new PolicyState(
            Outcome.PolicyChanged,
            "%s %s differs from its declaration, since another program changes it: it %s; %s."
                .formatted(kind, name, Listing.of(differences, "; it ", "; and "), remedy(writers)),
            List.of(entry(kind, name)));
  }

  /** The same with another sentence. */
  public PolicyState remarking(String sentence) {
    return new PolicyState(outcome, message + " " + sentence, names);
  }

  /** A webhook that changes an object is listed nowhere. */
  private static String remedy(List<String> writers) {
    return writers.isEmpty()
        ? "look for a mutating webhook or a MutatingAdmissionPolicy, and exempt the policy there"
        : "it is written by %s as well, from where it has to be taken out"
            .formatted(String.join(", ", writers));
  }

  public static PolicyState applied(String kind, String name) {
    return new PolicyState(
        Outcome.Applied,
        kind + " " + name + " opens the declared paths.",
        List.of(entry(kind, name)));
  }

  public static PolicyState audited() {
    return new PolicyState(
        Outcome.AuditOnly, "policy.enforcement is Audit: no policy is written.", List.of());
  }

  /** The cluster does not serve the kind; existing policies stay. */
  public static PolicyState notServed(String kind, List<String> standing) {
    return new PolicyState(
        Outcome.EngineNotServed,
        "This cluster serves no "
            + kind
            + ", and policy.engine asks for one: write Auto or Kubernetes, or install Cilium.",
        standing);
  }

  /** The API server refused it; existing policies stay. */
  public static PolicyState rejected(String message, List<String> standing) {
    return new PolicyState(
        Outcome.PolicyRejected, "The API server refused the policy: " + message, standing);
  }

  /**
   * A policy of this name exists that is not this instance's; it stays as it is.
   *
   * @param managers all of its field managers
   * @param standing the policies in the status, without that one
   */
  public static PolicyState taken(
      String kind, String name, List<String> managers, List<String> standing) {
    return new PolicyState(
        Outcome.PolicyRejected,
        "%s %s is not this EsgInstance's: it has neither its label nor its owner reference (%s). It stays as it is. Rename one of the two, or delete the policy where nothing needs it."
            .formatted(kind, name, writtenBy(managers)),
        without(kind, name, standing));
  }

  private static String writtenBy(List<String> managers) {
    return managers.isEmpty()
        ? "no field manager is recorded"
        : "written by " + Listing.of(managers);
  }

  /**
   * The policy of a deleted instance of the same name still exists; garbage collection removes it.
   */
  public static PolicyState ofPredecessor(String kind, String name, List<String> standing) {
    return new PolicyState(
        Outcome.PolicyOfPredecessor,
        "%s %s belongs to a deleted EsgInstance of the same name. The operator writes its own as soon as Kubernetes' garbage collector has deleted that one."
            .formatted(kind, name),
        without(kind, name, standing));
  }

  private static List<String> without(String kind, String name, List<String> standing) {
    return standing.stream().filter(policy -> !policy.equals(entry(kind, name))).toList();
  }

  /** A policy as {@code status.details.policies} lists it. */
  public static String entry(String kind, String name) {
    return kind + "/" + name;
  }

  public boolean isApplied() {
    return outcome == Outcome.Applied;
  }

  /** Whether other programs have changed it. */
  public boolean isChanged() {
    return outcome == Outcome.PolicyChanged;
  }

  /** Whether the instance's policy exists, changed or not. */
  public boolean stands() {
    return isApplied() || isChanged();
  }

  /** Whether it is not written until the spec or the cluster is changed. */
  public boolean isRefused() {
    return outcome == Outcome.PolicyRejected || outcome == Outcome.EngineNotServed;
  }

  /** Whether only other programs can remove the obstacle; no event may report that. */
  public boolean isUpToOthers() {
    return isChanged()
        || outcome == Outcome.PolicyRejected
        || outcome == Outcome.PolicyOfPredecessor;
  }

  /** Kind and name of the first existing policy. */
  String title() {
    return names.get(0).replace('/', ' ');
  }
}
