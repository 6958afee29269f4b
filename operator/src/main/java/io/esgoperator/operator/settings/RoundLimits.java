package io.esgoperator.operator.settings;

import java.util.Map;

/**
 * How many rounds of probes begin.
 *
 * @param atOnce {@code ESG_ROUNDS_AT_ONCE}, 1 to 1000, default 4: how many instances may probe at
 *     the same time on any cluster
 * @param most {@code ESG_MOST_ROUNDS_AT_ONCE}, 1 to 1000, default 256: and on one that starts all
 *     probes in time; never fewer than {@code atOnce}
 * @param publicAMinute {@code ESG_PUBLIC_ROUNDS_A_MINUTE}, 1 to 10000, default 60: how many rounds
 *     of all instances may ask the built-in targets in a minute
 */
public record RoundLimits(int atOnce, int most, int publicAMinute) {
  private static final int MOST = 1_000;

  /** Reads the environment, and fails as {@link OperatorSettings#of} does. */
  static RoundLimits of(Map<String, String> environment) {
    int atOnce = OperatorSettings.number(environment, "ESG_ROUNDS_AT_ONCE", MOST).orElse(4);
    return new RoundLimits(
        atOnce,
        Math.max(
            atOnce,
            OperatorSettings.number(environment, "ESG_MOST_ROUNDS_AT_ONCE", MOST).orElse(256)),
        OperatorSettings.number(environment, "ESG_PUBLIC_ROUNDS_A_MINUTE", 10_000).orElse(60));
  }
}
