package io.esgoperator.reconciler;

import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the cluster's CustomResourceDefinition, and again from time to time. */
final class InstalledCrd {
  private static final Logger LOG = LoggerFactory.getLogger(InstalledCrd.class);
  static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  private final KubernetesClient client;
  private final String operatorVersion;
  private final Clock clock;

  private Optional<Shortcoming> shortcoming = Optional.empty();
  private Instant looked = Instant.EPOCH;

  /**
   * Makes a view.
   *
   * @param operatorVersion of the running operator; an empty one is not compared
   */
  InstalledCrd(KubernetesClient client, String operatorVersion, Clock clock) {
    this.client = client;
    this.operatorVersion = operatorVersion;
    this.clock = clock;
  }

  /** Whether the cluster serves the resource by now; what is wrong is logged once. */
  synchronized boolean isServed() {
    CrdReading reading = read();
    remember(reading);
    return reading.served();
  }

  private void remember(CrdReading reading) {
    if (!reading.shortcoming().equals(shortcoming)) {
      reading.shortcoming().ifPresent(now -> LOG.warn("{}: {}", now.reason(), now.message()));
    }
    shortcoming = reading.shortcoming();
  }

  /**
   * What is wrong with it, not older than half a minute; an API server that fails changes nothing.
   */
  synchronized Optional<Shortcoming> shortcoming() {
    if (clock.instant().isAfter(looked.plus(LOOK_AGAIN))) {
      CrdReading reading = read();
      if (!reading.isUnknown()) {
        remember(reading);
      }
    }
    return shortcoming;
  }

  /**
   * Whether the operator is newer, so that the API server refuses a status with fields that it does
   * not know (server-side apply does not prune them).
   */
  boolean isOutdated() {
    return shortcoming().filter(now -> now.reason().equals(CrdReading.OUTDATED)).isPresent();
  }

  private CrdReading read() {
    looked = clock.instant();
    try {
      return CrdReading.of(
          Optional.ofNullable(
              client
                  .apiextensions()
                  .v1()
                  .customResourceDefinitions()
                  .withName(CrdReading.NAME)
                  .get()),
          operatorVersion);
    } catch (KubernetesClientException failed) {
      return failed.getCode() == HttpURLConnection.HTTP_FORBIDDEN
          ? CrdReading.hidden()
          : CrdReading.unknown(failed.getMessage());
    }
  }
}
