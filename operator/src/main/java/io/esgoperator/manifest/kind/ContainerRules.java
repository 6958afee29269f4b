package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Pods (k8s.io/kubernetes v1.36, pkg/apis/core/validation, ValidatePodSpec). */
final class ContainerRules {
  private static final String CONTAINERS = "containers";

  private static final String HOST_PORT = "hostPort";

  private ContainerRules() {}

  /** A pod has a container at least, and its containers' names differ. */
  static Stream<FieldFault> spec(JsonNode spec) {
    return Stream.of(
            FieldRule.required(CONTAINERS).faults(spec),
            sameNames(spec),
            hostPorts(spec),
            sameHostPorts(spec, false))
        .flatMap(faults -> faults);
  }

  /** Of a pod itself; of a template the server takes such an image. */
  static Stream<FieldFault> images(JsonNode pod) {
    return FieldRule.each(
            CONTAINERS,
            FieldRule.refuse(
                "image",
                image -> !image.asText().strip().equals(image.asText()),
                " begins or ends with a space: remove it."))
        .faults(pod.path("spec"))
        .map(fault -> fault.below("spec"));
  }

  private static Stream<FieldFault> sameNames(JsonNode spec) {
    Set<String> seen = new HashSet<>();
    FieldRule rule =
        container ->
            FieldFault.when(
                !seen.add(container.path("name").asText()),
                " is another container's name: write one of its own.",
                "name");
    return Stream.of(CONTAINERS, "initContainers", "ephemeralContainers")
        .flatMap(list -> FieldRule.each(list, rule).faults(spec));
  }

  private static Stream<FieldFault> ports(
      JsonNode spec, Predicate<JsonNode> isFault, String words) {
    return FieldRule.each(
            CONTAINERS,
            FieldRule.each("ports", port -> FieldFault.when(isFault.test(port), words, HOST_PORT)))
        .faults(spec);
  }

  /** On the node's network, a port of the pod is the node's. */
  private static Stream<FieldFault> hostPorts(JsonNode spec) {
    return ports(
        spec,
        port ->
            spec.path("hostNetwork").asBoolean()
                && port.path(HOST_PORT).asInt() != 0
                && !port.path(HOST_PORT).equals(port.path("containerPort")),
        " is not containerPort, though the pod is on the node's network: write the same number.");
  }

  /** On the node's network each port of a pod is one of the node; of a template it becomes one. */
  static Stream<FieldFault> nodePorts(JsonNode pod) {
    JsonNode spec = pod.path("spec");
    return sameHostPorts(spec, spec.path("hostNetwork").asBoolean())
        .map(fault -> fault.below("spec"));
  }

  private static Stream<FieldFault> sameHostPorts(JsonNode spec, boolean onNode) {
    Set<List<String>> taken = new HashSet<>();
    return ports(
        spec,
        port -> !isFree(port, onNode, taken),
        " is another port's too: write each port of the node once.");
  }

  private static boolean isFree(JsonNode port, boolean onNode, Set<List<String>> taken) {
    boolean isNone = port.path(HOST_PORT).asInt() == 0;
    String onHost = port.path(isNone && onNode ? "containerPort" : HOST_PORT).asText("0");
    String protocol = port.path("protocol").asText();
    return onHost.equals("0")
        || taken.add(
            List.of(protocol.isEmpty() ? "TCP" : protocol, port.path("hostIP").asText(), onHost));
  }
}
