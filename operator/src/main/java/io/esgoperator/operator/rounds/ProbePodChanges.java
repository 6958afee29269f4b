package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.PodNetwork;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.model.Application;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes to a probe's pod at admission, as by mutating webhooks, and what the pod still proves.
 *
 * @param gateway the selector of the gateway's pods
 */
record ProbePodChanges(Job job, Pod pod, Selector gateway) {
  /** A proxy in the pod answers plain HTTP itself. */
  private static final Set<Application> ANY_PROXY_ANSWERS =
      Set.of(Application.Http, Application.Hkp);

  /** The intended labels as text, for an annotation of the Job that webhooks leave alone. */
  static String stamp(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }

  /** Why other policies select the pod than intended, so that it proves nothing. */
  Optional<String> displacement() {
    if (PodNetwork.isOfItsNode(pod)) {
      return Optional.of("it is on its node's network, where no policy binds it");
    }
    Optional<String> program = program();
    if (program.isPresent()) {
      return program;
    }
    Map<String, String> actual =
        Optional.ofNullable(pod.getMetadata().getLabels()).orElseGet(Map::of);
    Map<String, String> declared = declared();
    return declared.entrySet().stream()
        .filter(label -> !label.getValue().equals(actual.get(label.getKey())))
        .findFirst()
        .map(
            label ->
                "its label %s is %s in the place of %s"
                    .formatted(
                        label.getKey(),
                        actual.getOrDefault(label.getKey(), "missing"),
                        label.getValue()))
        .or(
            () ->
                !declared.isEmpty()
                        && !Selectors.matches(gateway, declared)
                        && Selectors.matches(gateway, actual)
                    ? Optional.of("spec.podSelector selects it, as if it were the gateway's")
                    : Optional.empty());
  }

  private Optional<String> program() {
    return compared((asked, found) -> new ProbeContainer(asked, found).change());
  }

  /** What was added that may have ended the probe, named; empty where nothing was. */
  Optional<String> burden() {
    String added =
        Stream.concat(
                compared(AgentInjection::among).map("the variable "::concat).stream(),
                Stream.of(addedContainers())
                    .filter(names -> !names.isEmpty())
                    .map("the container "::concat))
            .collect(Collectors.joining(" and "));
    return added.isEmpty()
        ? Optional.empty()
        : Optional.of("it has %s, which the operator did not ask for".formatted(added));
  }

  private Optional<String> compared(BiFunction<Container, Container, Optional<String>> question) {
    return Stream.ofNullable(job.getSpec())
        .flatMap(spec -> Stream.ofNullable(spec.getTemplate()))
        .flatMap(template -> probe(template.getSpec()))
        .flatMap(
            asked -> probe(pod.getSpec()).flatMap(found -> question.apply(asked, found).stream()))
        .findFirst();
  }

  private String addedContainers() {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .map(Container::getName)
        .filter(name -> !name.equals(ProbeJobs.CONTAINER))
        .collect(Collectors.joining(", "));
  }

  private static Stream<Container> probe(PodSpec spec) {
    return spec.getContainers().stream()
        .filter(container -> ProbeJobs.CONTAINER.equals(container.getName()));
  }

  private Map<String, String> declared() {
    return Stream.ofNullable(job.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Names.POD_LABELS))
        .flatMap(Stream::ofNullable)
        .flatMap(stamp -> Stream.of(stamp.split(",")))
        .map(label -> label.split("=", 2))
        .filter(label -> label.length == 2)
        .collect(Collectors.toMap(label -> label[0], label -> label[1], (one, other) -> one));
  }

  /**
   * Reduces a report if the pod has an injected container. That container may redirect connections
   * to a proxy, which accepts, holds and fails them itself. Only an answer of a distant peer in its
   * own protocol stays proved.
   */
  ProbeReport onlyTrusted(ProbeReport report, ProbePlan plan) {
    String added = addedContainers();
    Set<String> proved =
        plan.paths().stream()
            .filter(path -> !ANY_PROXY_ANSWERS.contains(path.application()))
            .map(ProbePlan.PlannedPath::name)
            .collect(Collectors.toSet());
    return added.isEmpty()
        ? report
        : report.trusting(
            one -> one.finding().answered() && proved.contains(one.path()),
            "a container that the operator did not ask for is in its pod and may answer, or hold connections: %s; have the webhook leave out pods with the label %s"
                .formatted(added, Names.PROBE));
  }
}
