package io.esgoperator.netpol.read;

/** The kinds that are policies besides NetworkPolicy, evaluated or only named. */
public final class PolicyKinds {
  private PolicyKinds() {}

  /** Whether an API group has such kinds. */
  public static boolean isGroup(String name) {
    return AdminPolicyReading.GROUP.equals(name + "/") || ForeignReading.isGroup(name + "/");
  }

  /**
   * Whether this is such a kind.
   *
   * @param apiVersion group and version; any version counts
   */
  public static boolean isOne(String apiVersion, String kind) {
    return AdminPolicyReading.isOne(apiVersion, kind) || ForeignReading.isOne(apiVersion, kind);
  }
}
