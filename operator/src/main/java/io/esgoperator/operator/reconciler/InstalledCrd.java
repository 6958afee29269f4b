package io.esgoperator.operator.reconciler;

import io.esgoperator.operator.reconciler.CrdReading.Hold;
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

/** Reads the cluster's CustomResourceDefinition from time to time. */
public final class InstalledCrd {
  private static final Logger LOG = LoggerFactory.getLogger(InstalledCrd.class);
  static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration BEFORE_A_STATUS = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final String operatorVersion;
  private final Clock clock;

  private final CrdFields jar = CrdFields.ofJar();
  private volatile CrdReading last = CrdReading.unknown("it was not looked at yet");
  private Instant looked = Instant.EPOCH;
  private Instant settled = Instant.EPOCH;

  /** {@code operatorVersion} is that of the running operator; an empty one is not compared. */
  public InstalledCrd(KubernetesClient client, String operatorVersion, Clock clock) {
    this.client = client;
    this.operatorVersion = operatorVersion;
    this.clock = clock;
  }

  /** Whether the cluster serves the resource now; a fault is logged once. */
  public synchronized boolean isServed() {
    CrdReading reading = read();
    remember(reading);
    return reading.served();
  }

  private void remember(CrdReading reading) {
    if (!reading.shortcoming().equals(last.shortcoming())) {
      reading.shortcoming().ifPresent(now -> LOG.warn("{}: {}", now.reason(), now.message()));
    }
    if ((reading.hold() == Hold.Policy) != (last.hold() == Hold.Policy)) {
      settled = clock.instant().plus(SETTLING);
    }
    last = reading;
  }

  /**
   * The fault of the CRD, at most half a minute old. If the API server fails, the last result
   * stays.
   */
  synchronized Optional<Shortcoming> shortcoming() {
    if (clock.instant().isAfter(looked.plus(LOOK_AGAIN))) {
      look();
    }
    return last.shortcoming();
  }

  /** Reads it now, after a spec was read. */
  synchronized void look() {
    CrdReading reading = read();
    if (!reading.isUnknown()) {
      remember(reading);
    }
  }

  /** What must not be written, by the last reading. */
  synchronized Hold hold() {
    shortcoming();
    return last.hold();
  }

  /** Whether it lacked fields of the spec at the last reading. */
  boolean isLacking() {
    return last.hold() == Hold.Policy;
  }

  /**
   * The same, at most two seconds old, before a write of a status: with such a write the API server
   * loses for good what it dropped of the spec. So there is at most one reading every two seconds,
   * for all instances.
   */
  synchronized boolean isLackingNow() {
    if (clock.instant().isAfter(looked.plus(BEFORE_A_STATUS))) {
      look();
    }
    return isLacking();
  }

  /** The time of its last change, where that is known. */
  synchronized Optional<Instant> changed() {
    return last.changed();
  }

  /**
   * The time until which specs are not trusted, since an API server may still have read them by the
   * old schema: not all API servers learn at once that fields are lacking, or no longer. It is in
   * the past if no field was lacking.
   */
  synchronized Instant settled() {
    return settled;
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
          operatorVersion,
          jar);
    } catch (KubernetesClientException failed) {
      return failed.getCode() == HttpURLConnection.HTTP_FORBIDDEN
          ? CrdReading.hidden()
          : CrdReading.unknown(failed.getMessage());
    }
  }
}
