package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;

/** Names, labels and annotations of an object (k8s.io/apimachinery, pkg/api/validation). */
public final class MetadataRules {
  private static final Map<String, NameForm> NAMES =
      Map.of(
          "Namespace", NameForm.LABEL,
          "Service", NameForm.LABEL,
          "StatefulSet", NameForm.LABEL,
          "Job", NameForm.JOB,
          "CronJob", NameForm.CRON_JOB);

  private static final int ANNOTATED_BYTES = 262_144;
  private static final FieldRule GENERATION = FieldRule.within("generation", 0, Long.MAX_VALUE);

  private static final FieldRule FINALIZERS =
      FieldRule.each(
          "finalizers",
          name ->
              FieldFault.when(
                  !NameForm.KEY.fits(name.asText()),
                  " is no finalizer: write it like example.com/cleanup."));

  private static final FieldRule OWNERS =
      FieldRule.each(
          "ownerReferences",
          owner ->
              Stream.concat(
                  Stream.of("apiVersion", "kind", "name", "uid")
                      .flatMap(field -> FieldRule.required(field).faults(owner)),
                  FieldFault.when(
                      owner.path("apiVersion").asText().equals("v1")
                          && owner.path("kind").asText().equals("Event"),
                      " is an Event, which owns nothing: remove it.")));

  private MetadataRules() {}

  /** The faults of a kind's metadata; an empty name is a missing one, which the reading reports. */
  public static Stream<FieldFault> faults(String kind, JsonNode metadata) {
    return Stream.of(
            metadata.path("name").asText().isBlank()
                ? Stream.<FieldFault>empty()
                : NAMES.getOrDefault(kind, NameForm.SUBDOMAIN).fault(metadata, "name"),
            NameForm.LABEL.fault(metadata, "namespace"),
            ofTemplate(metadata),
            FINALIZERS.faults(metadata),
            OWNERS.faults(metadata),
            controllers(metadata),
            GENERATION.faults(metadata))
        .flatMap(faults -> faults);
  }

  /** The faults of the metadata of pods that a workload makes: it names them itself. */
  static Stream<FieldFault> ofTemplate(JsonNode metadata) {
    return Stream.concat(
        SelectorRules.labels("labels").faults(metadata), annotations(metadata.path("annotations")));
  }

  private static Stream<FieldFault> controllers(JsonNode metadata) {
    long controllers =
        metadata
            .path("ownerReferences")
            .valueStream()
            .filter(owner -> owner.path("controller").asBoolean())
            .count();
    return FieldFault.when(
        controllers > 1,
        " have more than one controller: leave controller out in all but one.",
        "ownerReferences");
  }

  private static Stream<FieldFault> annotations(JsonNode annotations) {
    return Stream.concat(
        annotations.properties().stream()
            .flatMap(
                annotation ->
                    FieldFault.when(
                        !NameForm.ANNOTATION.fits(annotation.getKey()),
                        NameForm.ANNOTATION.words(),
                        "annotations",
                        annotation.getKey())),
        FieldFault.when(
            bytes(annotations) > ANNOTATED_BYTES,
            " have more than %d bytes: shorten them.".formatted(ANNOTATED_BYTES),
            "annotations"));
  }

  private static long bytes(JsonNode annotations) {
    return annotations.properties().stream()
        .flatMap(annotation -> Stream.of(annotation.getKey(), annotation.getValue().asText()))
        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
        .sum();
  }
}
