package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pods (k8s.io/kubernetes v1.36, pkg/apis/core/validation, ValidatePodSpec). */
final class ContainerRules {
  private static final String CONTAINERS = "containers";

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
    JsonNode containers = pod.path("spec").path(CONTAINERS);
    return IntStream.range(0, containers.size())
        .filter(index -> !isTrimmed(containers.get(index).path("image").asText()))
        .mapToObj(
            index ->
                new FieldFault(
                    List.of("spec", CONTAINERS, index, "image"),
                    " begins or ends with a space: remove it."));
  }

  private static boolean isTrimmed(String text) {
    return text.strip().equals(text);
  }

  private static Stream<FieldFault> sameNames(JsonNode spec) {
    List<List<Object>> paths =
        Stream.of(CONTAINERS, "initContainers", "ephemeralContainers")
            .flatMap(
                list ->
                    IntStream.range(0, spec.path(list).size())
                        .mapToObj(index -> List.<Object>of(list, index, "name")))
            .toList();
    Map<String, List<List<Object>>> byName =
        paths.stream()
            .collect(
                Collectors.groupingBy(
                    path ->
                        spec.path((String) path.get(0))
                            .path((int) path.get(1))
                            .path("name")
                            .asText()));
    return byName.values().stream()
        .flatMap(same -> same.stream().skip(1))
        .map(path -> new FieldFault(path, " is another container's name: write one of its own."));
  }

  /** A port of one of the pod's containers, both by their places. */
  private record Port(int container, int index, JsonNode json) {
    FieldFault fault(String words) {
      return new FieldFault(List.of(CONTAINERS, container, "ports", index, "hostPort"), words);
    }

    boolean isNone() {
      return json.path("hostPort").asInt() == 0;
    }
  }

  private static Stream<Port> ports(JsonNode spec) {
    return IntStream.range(0, spec.path(CONTAINERS).size())
        .boxed()
        .flatMap(
            container -> {
              JsonNode ports = spec.path(CONTAINERS).path(container).path("ports");
              return IntStream.range(0, ports.size())
                  .mapToObj(index -> new Port(container, index, ports.get(index)));
            });
  }

  /** On the node's network, a port of the pod is the node's. */
  private static Stream<FieldFault> hostPorts(JsonNode spec) {
    return ports(spec)
        .filter(port -> spec.path("hostNetwork").asBoolean() && !port.isNone())
        .filter(port -> !port.json().path("hostPort").equals(port.json().path("containerPort")))
        .map(
            port ->
                port.fault(
                    " is not containerPort, though the pod is on the node's network: write the same number."));
  }

  /** On the node's network each port of a pod is one of the node; of a template it becomes one. */
  static Stream<FieldFault> nodePorts(JsonNode pod) {
    JsonNode spec = pod.path("spec");
    return sameHostPorts(spec, spec.path("hostNetwork").asBoolean())
        .map(fault -> fault.below("spec"));
  }

  private static Stream<FieldFault> sameHostPorts(JsonNode spec, boolean onNode) {
    Set<List<String>> taken = new HashSet<>();
    return ports(spec)
        .filter(port -> !isFree(port, onNode, taken))
        .map(port -> port.fault(" is another port's too: write each port of the node once."));
  }

  private static boolean isFree(Port port, boolean onNode, Set<List<String>> taken) {
    String onHost =
        port.json().path(port.isNone() && onNode ? "containerPort" : "hostPort").asText("0");
    String protocol = port.json().path("protocol").asText();
    return onHost.equals("0")
        || taken.add(
            List.of(
                protocol.isEmpty() ? "TCP" : protocol,
                port.json().path("hostIP").asText(),
                onHost));
  }
}
