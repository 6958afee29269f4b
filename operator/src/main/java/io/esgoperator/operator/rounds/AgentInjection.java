package io.esgoperator.operator.rounds;

import io.esgoperator.gateway.AmbientMesh;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Agents and sidecars that webhooks inject into pods: how a probe's pod refuses them, and which
 * agent of Java its container has all the same (open-telemetry/opentelemetry-operator#1744).
 */
final class AgentInjection {
  private static final String OPEN_TELEMETRY = "instrumentation.opentelemetry.io/inject-";

  private static final List<String> INSTRUMENTATIONS =
      List.of("java", "sdk", "nodejs", "python", "dotnet", "go", "apache-httpd", "nginx");

  /** Every Java machine obeys these variables. */
  private static final Set<String> OPTIONS =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private AgentInjection() {}

  /** The annotations of a pod that is to stay as it was asked for, by key. */
  static Map<String, String> refusals() {
    Map<String, String> refusals =
        new TreeMap<>(
            Map.of(
                "sidecar.istio.io/inject", "false",
                "linkerd.io/inject", "disabled",
                "kuma.io/sidecar-injection", "disabled",
                "consul.hashicorp.com/connect-inject", "false",
                "appmesh.k8s.aws/sidecarInjectorWebhook", "disabled",
                "sidecar.opentelemetry.io/inject", "false",
                "dynatrace.com/inject", "false"));
    INSTRUMENTATIONS.forEach(kind -> refusals.put(OPEN_TELEMETRY + kind, "false"));
    return refusals;
  }

  /** Labels to the same end: these webhooks look at no annotation. */
  static Map<String, String> refusingLabels() {
    return Map.of(
        AmbientMesh.MODE,
        AmbientMesh.OFF, // its ztunnel would accept each connection itself
        "admission.datadoghq.com/enabled",
        "false",
        "instana-autotrace",
        "false",
        "kuma.io/sidecar-injection",
        "disabled");
  }

  /**
   * {@code JAVA_TOOL_OPTIONS (-javaagent:/otel/javaagent.jar)}, a variable that a container has and
   * that was not asked for; an agent's own options, which may hold secrets, are left out.
   */
  static Optional<String> among(Container asked, Container found) {
    return found.getEnv().stream()
        .filter(variable -> OPTIONS.contains(variable.getName()))
        .filter(variable -> !asked.getEnv().contains(variable))
        .map(variable -> variable.getName() + agent(variable))
        .findFirst();
  }

  private static String agent(EnvVar variable) {
    return Stream.of(Objects.requireNonNullElse(variable.getValue(), "").split("\\s+"))
        .filter(word -> word.matches("-(javaagent|agentpath|agentlib):.*"))
        .map(word -> " (%s)".formatted(word.split("=", 2)[0]))
        .findFirst()
        .orElse("");
  }
}
