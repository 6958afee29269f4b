package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What makes pods, and the pods themselves (k8s.io/kubernetes v1.36,
 * pkg/apis/{core,apps,batch}/validation).
 */
final class WorkloadRules {
  private static final String CONTAINERS = "containers";

  private WorkloadRules() {}

  /** A workload that keeps its pods running: its selector is that of its template. */
  static Stream<FieldFault> keptRunning(JsonNode spec) {
    JsonNode selector = spec.path("selector");
    JsonNode labels = spec.at("/template/metadata/labels");
    if (selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty()) {
      return Stream.of(
          FieldFault.in("selector", " selects nothing: write matchLabels as in the template."));
    }
    return Stream.concat(
        selects(selector, labels)
            ? Stream.empty()
            : Stream.of(
                new FieldFault(
                    List.of("template", "metadata", "labels"),
                    " do not fit the selector: write its labels there.")),
        restart(spec, "Always"));
  }

  /** A ReplicationController selects by labels alone. */
  static Stream<FieldFault> replicationController(JsonNode spec) {
    JsonNode selector = spec.path("selector");
    JsonNode labels = spec.at("/template/metadata/labels");
    boolean fits =
        selector.properties().stream()
            .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    return Stream.concat(
        fits && !labels.isEmpty()
            ? Stream.empty()
            : Stream.of(
                new FieldFault(
                    List.of("template", "metadata", "labels"),
                    " do not fit the selector: write its labels there.")),
        restart(spec, "Always"));
  }

  /** A Job's pods end. */
  static Stream<FieldFault> job(JsonNode spec) {
    return restart(spec, "Never", "OnFailure");
  }

  private static Stream<FieldFault> restart(JsonNode spec, String... fitting) {
    String policy = spec.at("/template/spec/restartPolicy").asText("Always");
    return List.of(fitting).contains(policy)
        ? Stream.empty()
        : Stream.of(
            new FieldFault(
                List.of("template", "spec", "restartPolicy"),
                " is %s: write %s.".formatted(policy, String.join(" or ", fitting))));
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    boolean named =
        selector.path("matchLabels").properties().stream()
            .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
    return named
        && selector.path("matchExpressions").valueStream().allMatch(term -> fits(term, labels));
  }

  private static boolean fits(JsonNode term, JsonNode labels) {
    JsonNode value = labels.path(term.path("key").asText());
    boolean listed = term.path("values").valueStream().anyMatch(value::equals);
    return switch (term.path("operator").asText()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> !value.isMissingNode();
      default -> value.isMissingNode();
    };
  }

  /** A pod has a container at least, and its containers' names differ. */
  static Stream<FieldFault> pod(JsonNode spec) {
    return Stream.of(FieldRule.required(CONTAINERS).faults(spec), sameNames(spec), hostPorts(spec))
        .flatMap(faults -> faults);
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
}
