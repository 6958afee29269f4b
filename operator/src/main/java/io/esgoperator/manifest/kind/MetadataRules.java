package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
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

  private MetadataRules() {}

  /** The faults of a kind's metadata; an empty name is a missing one, which the reading reports. */
  public static Stream<FieldFault> faults(String kind, JsonNode metadata) {
    return Stream.of(
            metadata.path("name").asText().isBlank()
                ? Stream.<FieldFault>empty()
                : NAMES.getOrDefault(kind, NameForm.SUBDOMAIN).fault(metadata, "name"),
            NameForm.LABEL.fault(metadata, "namespace"),
            ofTemplate(metadata))
        .flatMap(faults -> faults);
  }

  /** The faults of the metadata of pods that a workload makes: it names them itself. */
  static Stream<FieldFault> ofTemplate(JsonNode metadata) {
    return Stream.concat(
        SelectorRules.labels("labels").faults(metadata), annotations(metadata.path("annotations")));
  }

  private static Stream<FieldFault> annotations(JsonNode annotations) {
    return annotations.properties().stream()
        .flatMap(
            annotation ->
                FieldFault.when(
                    !NameForm.ANNOTATION.fits(annotation.getKey()),
                    NameForm.ANNOTATION.words(),
                    "annotations",
                    annotation.getKey()));
  }
}
