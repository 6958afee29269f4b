package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** On the node's network, a port of the pod is the node's. */
  private static Stream<FieldFault> hostPorts(JsonNode spec) {
    if (!spec.path("hostNetwork").asBoolean()) {
      return Stream.empty();
    }
    return IntStream.range(0, spec.path(CONTAINERS).size())
        .boxed()
        .flatMap(
            container -> hostPorts(spec.path(CONTAINERS).path(container).path("ports"), container));
  }

  private static Stream<FieldFault> hostPorts(JsonNode ports, int container) {
    return IntStream.range(0, ports.size())
        .filter(index -> ports.get(index).path("hostPort").asInt() != 0)
        .filter(
            index ->
                !Objects.equals(
                    ports.get(index).path("hostPort"), ports.get(index).path("containerPort")))
        .mapToObj(
            index ->
                new FieldFault(
                    List.of(CONTAINERS, container, "ports", index, "hostPort"),
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
    return IntStream.range(0, spec.path(CONTAINERS).size())
        .boxed()
        .flatMap(
            container -> {
              JsonNode ports = spec.path(CONTAINERS).path(container).path("ports");
              return IntStream.range(0, ports.size())
                  .filter(index -> !isFree(ports.path(index), onNode, taken))
                  .mapToObj(
                      index ->
                          new FieldFault(
                              List.of(CONTAINERS, container, "ports", index, "hostPort"),
                              " is another port's too: write each port of the node once."));
            });
  }

  private static boolean isFree(JsonNode port, boolean onNode, Set<List<String>> taken) {
    int written = port.path("hostPort").asInt();
    int onHost = written == 0 && onNode ? port.path("containerPort").asInt() : written;
    String protocol = port.path("protocol").asText();
    return onHost == 0
        || taken.add(
            List.of(
                protocol.isEmpty() ? "TCP" : protocol,
                port.path("hostIP").asText(),
                String.valueOf(onHost)));
  }
}
