package io.esgoperator.audit;

/** Which kinds of objects are policies beside NetworkPolicy, evaluated or only named. */
public final class PolicyKinds {
  private PolicyKinds() {}

  /** Whether an API group has such kinds. */
  public static boolean isGroup(String name) {
    return AdminPolicyReading.GROUP.equals(name + "/") || ForeignReading.isGroup(name + "/");
  }

  /**
   * Whether it is such a kind.
   *
   * @param apiVersion group and version; the version may be one that is not known yet
   */
  public static boolean isOne(String apiVersion, String kind) {
    return AdminPolicyReading.isOne(apiVersion, kind) || ForeignReading.isOne(apiVersion, kind);
  }
}
