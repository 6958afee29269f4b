package io.esgoperator.operator.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's ports. Health has a port of its own, so that load on the other ports cannot delay
 * the kubelet's check.
 *
 * @param health {@code ESG_HEALTH_PORT}, 1 to 65535, default 8082: for the kubelet
 * @param canary {@code ESG_CANARY_PORT}, 1 to 65535, default 8080: for canaries, and for the
 *     metrics unless they are secured
 * @param secureMetrics {@code ESG_SECURE_METRICS_PORT}, 1 to 65535: for metrics over TLS, for
 *     clients that the API server authorizes; without it the metrics are on the canaries' port
 * @param certificate {@code ESG_METRICS_CERTIFICATE}: the folder of {@code tls.crt} and {@code
 *     tls.key}; without it a self-signed certificate is generated at the start
 */
public record ServedPorts(
    int health, int canary, Optional<Integer> secureMetrics, Optional<Path> certificate) {

  /** Reads the environment, and fails as {@link OperatorSettings#of} does. */
  static ServedPorts of(Map<String, String> environment) {
    ServedPorts ports =
        new ServedPorts(
            OperatorSettings.number(environment, "ESG_HEALTH_PORT", 65_535).orElse(8082),
            OperatorSettings.number(environment, "ESG_CANARY_PORT", 65_535).orElse(8080),
            OperatorSettings.number(environment, "ESG_SECURE_METRICS_PORT", 65_535),
            Optional.ofNullable(environment.get("ESG_METRICS_CERTIFICATE")).map(Path::of));
    if (ports.health == ports.canary) {
      throw new IllegalArgumentException(
          "ESG_HEALTH_PORT and ESG_CANARY_PORT are both "
              + ports.health
              + ": give two ports, so that pods cannot keep the kubelet from the health");
    }
    return ports;
  }
}
