package io.esgoperator.observe;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.model.PlainText;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one Event for each path with a changed verdict, in one address family or in both. A
 * failed Event is logged; nothing depends on it.
 *
 * @param reporter name of the process, which is its pod's
 */
public record EventPublisher(KubernetesClient client, String reporter, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

  /** Bytes; the API server takes 1,024. */
  private static final int NOTE_LENGTH = 1_000;

  /**
   * Most Events for one status: a tenant may declare 32 additional paths; the status has all rows.
   */
  static final int MOST = 16;

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  public void publish(EsgInstance instance, List<PathStatus> changed) {
    for (List<PathStatus> path :
        Grouped.by(changed, row -> List.of(row.name(), row.verdict(), row.reason()))
            .limit(MOST)
            .toList()) {
      try {
        client.resource(event(instance, path)).create();
      } catch (KubernetesClientException notTaken) {
        LOG.warn("Event for path {} was not taken: {}", path.get(0).name(), notTaken.getMessage());
      }
    }
  }

  /** One Event about the instance as a whole; the reason is in CamelCase. */
  public void warn(EsgInstance instance, String reason, String note) {
    try {
      client.resource(event(instance, "Reconcile", "Warning", reason, note)).create();
    } catch (KubernetesClientException notTaken) {
      LOG.warn("Event {} was not taken: {}", reason, notTaken.getMessage());
    }
  }

  private Event event(EsgInstance instance, List<PathStatus> rows) {
    PathStatus path = rows.get(0);
    String families =
        rows.stream()
            .map(PathStatus::family)
            .filter(Objects::nonNull)
            .map(Family::name)
            .collect(Collectors.joining(" and "));
    boolean good = path.verdict() == Verdict.Open;
    String note =
        path.name()
            + (families.isEmpty() ? "" : " over " + families)
            + ": "
            + path.text()
            + (path.consequence() == null ? "" : " " + path.consequence());
    return event(instance, "Probe", good ? "Normal" : "Warning", "Path" + path.verdict(), note);
  }

  private Event event(
      EsgInstance instance, String action, String type, String reason, String note) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName("esg-" + Names.hash(instance.getMetadata().getName()) + "-")
        .withNamespace(instance.getMetadata().getNamespace())
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(clock.instant())))
        .withReportingController("esg-operator.io/operator")
        .withReportingInstance(reporter)
        .withAction(action)
        .withType(type)
        .withReason(reason)
        .withNote(PlainText.line(note, NOTE_LENGTH))
        .withRegarding(
            new ObjectReferenceBuilder()
                .withApiVersion(instance.getApiVersion())
                .withKind(instance.getKind())
                .withName(instance.getMetadata().getName())
                .withNamespace(instance.getMetadata().getNamespace())
                .withUid(instance.getMetadata().getUid())
                .build())
        .build();
  }
}
