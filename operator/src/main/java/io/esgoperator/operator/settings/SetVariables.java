package io.esgoperator.operator.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Variables that the operator's arguments set over its environment. */
public final class SetVariables {
  /** All that {@link OperatorSettings} reads. */
  static final List<String> NAMES =
      List.of(
          "ESG_CANARY_PORT",
          "ESG_CLUSTER_NETWORKS",
          "ESG_HEALTH_PORT",
          "ESG_LEASE",
          "ESG_METRICS_CERTIFICATE",
          "ESG_MOST_ROUNDS_AT_ONCE",
          "ESG_OTHER_NAMESPACES_PROBED",
          "ESG_PAGE_PORT",
          "ESG_POD_IPS",
          "ESG_PROBE_IMAGE",
          "ESG_PROBE_POD_FIELDS",
          "ESG_PROBE_POD_MAX_CPU",
          "ESG_PROBE_POD_MAX_EPHEMERAL_STORAGE",
          "ESG_PROBE_POD_MAX_MEMORY",
          "ESG_PROBE_PULL_SECRETS",
          "ESG_PROBE_TARGETS",
          "ESG_PUBLIC_ROUNDS_A_MINUTE",
          "ESG_ROUNDS_AT_ONCE",
          "ESG_SECURE_METRICS_PORT",
          "ESG_WATCH_NAMESPACES");

  private SetVariables() {}

  /**
   * The environment with these in place of its own.
   *
   * @throws IllegalArgumentException with a sentence that names the variables that can be set
   */
  public static Map<String, String> over(Map<String, String> environment, Map<String, String> set) {
    set.keySet().stream()
        .filter(name -> !NAMES.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "--set has %s, which is no setting: write one of %s."
                      .formatted(name, String.join(", ", NAMES)));
            });
    Map<String, String> whole = new HashMap<>(environment);
    whole.putAll(set);
    return Map.copyOf(whole);
  }
}
