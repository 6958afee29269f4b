package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What makes pods (k8s.io/kubernetes v1.36, pkg/apis/{core,apps,batch}/validation). */
final class WorkloadRules {
  private static final Pattern SHARE = Pattern.compile("[0-9]+%");
  private static final Pattern SCHEDULE =
      Pattern.compile(
          "@\\w+( \\S+)?|((TZ|CRON_TZ)=\\S+ +)?[0-9A-Za-z*/,?-]+( +[0-9A-Za-z*/,?-]+){4}");

  private static final String LABELS = "/template/metadata/labels";

  private WorkloadRules() {}

  /** A workload that keeps its pods running: its selector is that of its template. */
  static Stream<FieldFault> keptRunning(JsonNode spec) {
    JsonNode selector = spec.path("selector");
    return Stream.of(
            FieldFault.when(
                selector.path("matchLabels").isEmpty()
                    && selector.path("matchExpressions").isEmpty(),
                " selects nothing: write matchLabels as in the template.",
                "selector"),
            selected(selects(selector, spec.at(LABELS))),
            restart(spec, "Always"))
        .flatMap(faults -> faults);
  }

  /** A ReplicationController selects by labels alone. */
  static Stream<FieldFault> replicationController(JsonNode spec) {
    JsonNode labels = spec.at(LABELS);
    return Stream.concat(
        selected(!labels.isEmpty() && hasAll(labels, spec.path("selector"))),
        restart(spec, "Always"));
  }

  private static Stream<FieldFault> selected(boolean isSelected) {
    return FieldFault.when(
        !isSelected,
        " do not fit the selector: write its labels there.",
        "template",
        "metadata",
        "labels");
  }

  /** A Job's pods end. */
  static Stream<FieldFault> job(JsonNode spec) {
    return restart(spec, "Never", "OnFailure");
  }

  private static Stream<FieldFault> restart(JsonNode spec, String... fitting) {
    String written = spec.at("/template/spec/restartPolicy").asText();
    String policy = written.isEmpty() ? "Always" : written;
    return FieldFault.when(
        !List.of(fitting).contains(policy),
        " is %s: write %s.".formatted(policy, String.join(" or ", fitting)),
        "template",
        "spec",
        "restartPolicy");
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    return hasAll(labels, selector.path("matchLabels"))
        && selector.path("matchExpressions").valueStream().allMatch(term -> fits(term, labels));
  }

  private static boolean hasAll(JsonNode labels, JsonNode wanted) {
    return wanted.properties().stream()
        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
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

  /** A number of pods, or a share of them such as {@code 25%}, where it is written. */
  static FieldRule share(String field) {
    return FieldRule.refuse(
        field,
        share ->
            share.asLong() < 0 || share.isTextual() && !SHARE.matcher(share.asText()).matches(),
        " is neither a number nor a share: write it like 1 or 25%.");
  }

  /** Five fields, or a word such as {@code @daily}. */
  static Stream<FieldFault> schedule(JsonNode spec) {
    return FieldRule.refuse(
            "schedule",
            schedule -> !SCHEDULE.matcher(schedule.asText().strip()).matches(),
            " is no schedule: write five fields, such as 0 3 * * *.")
        .faults(spec);
  }
}
