package io.esgoperator.reconciler;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the operator listens. Health has a port of its own, so that what pods do to the others
 * leaves the kubelet its answer.
 *
 * @param health {@code ESG_HEALTH_PORT}, 1 to 65535, 8082 unless given: for the kubelet
 * @param canary {@code ESG_CANARY_PORT}, 1 to 65535, 8080 unless given: what canaries connect to,
 *     and where the metrics are unless they are secured
 * @param secureMetrics {@code ESG_SECURE_METRICS_PORT}, 1 to 65535: of the metrics over TLS, for
 *     clients that the API server authorizes; without it they are on the port of the canaries
 * @param certificate {@code ESG_METRICS_CERTIFICATE}: the folder of {@code tls.crt} and {@code
 *     tls.key}; without it the certificate is made at the start and signed by itself
 */
record ServedPorts(
    int health, int canary, Optional<Integer> secureMetrics, Optional<Path> certificate) {

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException with a sentence that says what to set
   */
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
