package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.model.BoundedMap;
import io.esgoperator.observe.EventPublisher;
import io.esgoperator.status.StandingConditions;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports instances that are not served: once, in the log, an Event and a condition. */
final class WithheldInstances {
  private static final Logger LOG = LoggerFactory.getLogger(WithheldInstances.class);
  private static final Duration AFTER_A_CONFLICT = Duration.ofSeconds(1);
  private static final int MOST = 10_000;

  private final EventPublisher events;
  private final ConditionPatch patch;
  private final Clock clock;

  /** The last report on each instance, by its UID. */
  private final Map<String, List<Object>> told =
      Collections.synchronizedMap(BoundedMap.byAge(MOST));

  /** The last conditions of each instance that the API server refused, by its UID. */
  private final Map<String, List<Object>> refused =
      Collections.synchronizedMap(BoundedMap.byAge(MOST));

  WithheldInstances(EventPublisher events, ConditionPatch patch, Clock clock) {
    this.events = events;
    this.patch = patch;
    this.clock = clock;
  }

  /** Reports, and returns when to look again. */
  UpdateControl<EsgInstance> tell(EsgInstance instance, Withheld why) {
    if (!why.sentence().isEmpty() && isNew(instance, why)) {
      LOG.warn(
          "EsgInstance {}/{} is not served: {}",
          instance.getMetadata().getNamespace(),
          instance.getMetadata().getName(),
          why.sentence());
      events.warn(instance, why.reason(), why.sentence());
    }
    Duration pause = isWritten(instance, why) ? InstalledCrd.LOOK_AGAIN : AFTER_A_CONFLICT;
    return UpdateControl.<EsgInstance>noUpdate().rescheduleAfter(pause);
  }

  private boolean isWritten(EsgInstance instance, Withheld why) {
    EsgInstanceStatus before = instance.lastStatus();
    List<Condition> conditions =
        StandingConditions.of(
            before,
            why.said(),
            instance.getMetadata().getGeneration(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    if (conditions.equals(before.conditions())
        || news(instance, why).equals(refused.get(instance.getMetadata().getUid()))) {
      return true;
    }
    try {
      patch.write(instance, conditions);
      return true;
    } catch (KubernetesClientException notTaken) {
      if (notTaken.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      // If an object breaks its schema, the API server refuses its status too.
      refused.put(instance.getMetadata().getUid(), news(instance, why));
      LOG.info(
          "The status of EsgInstance {}/{} cannot be written: {}",
          instance.getMetadata().getNamespace(),
          instance.getMetadata().getName(),
          notTaken.getMessage());
      return true;
    }
  }

  /** The instance is served again. */
  void forget(EsgInstance instance) {
    told.remove(instance.getMetadata().getUid());
    refused.remove(instance.getMetadata().getUid());
  }

  private boolean isNew(EsgInstance instance, Withheld why) {
    List<Object> news = news(instance, why);
    return !news.equals(told.put(instance.getMetadata().getUid(), news));
  }

  private static List<Object> news(EsgInstance instance, Withheld why) {
    return List.of(String.valueOf(instance.getMetadata().getGeneration()), why.sentence());
  }
}
