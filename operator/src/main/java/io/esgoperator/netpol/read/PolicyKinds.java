package io.esgoperator.netpol.read;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kinds that are policies beside NetworkPolicy, evaluated or only named. */
public final class PolicyKinds {
  private PolicyKinds() {}

  /**
   * The specs of a policy of any kind; Cilium has one, or several.
   *
   * @param written its fields
   */
  public static Stream<Map<?, ?>> specs(Map<?, ?> written) {
    Stream<?> several = written.get("specs") instanceof List<?> list ? list.stream() : Stream.of();
    return Stream.concat(Stream.ofNullable(written.get("spec")), several)
        .map(spec -> spec instanceof Map<?, ?> map ? map : Map.of());
  }

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
