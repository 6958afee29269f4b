package io.esgoperator.observe;

import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Counters and timers of this process. No label has a value that a user chooses, so the number of
 * series is bounded.
 */
public final class OperatorMetrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final UnreadObjects unread = new UnreadObjects(Clock.systemUTC());
  private final Timer rounds =
      Timer.builder("esg.probe.round.duration")
          .description("From the first Job of a round of probes to its result")
          .serviceLevelObjectives(seconds(2, 5, 10, 30, 60, 120))
          .register(registry);
  private final Timer lateness =
      Timer.builder("esg.probe.round.lateness")
          .description("How long after it was due a round of probes began")
          .serviceLevelObjectives(seconds(1, 5, 15, 60, 300))
          .register(registry);

  /** Counts from now on. */
  public OperatorMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
  }

  private static Duration[] seconds(long... seconds) {
    return LongStream.of(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
  }

  /** Exposes whether this replica leads, and more collectors. */
  public void expose(BooleanSupplier leads, MultiCollector more) {
    Gauge.builder("esg.operator.leader", leads, leading -> leading.getAsBoolean() ? 1 : 0)
        .description("1 in the process that leads")
        .strongReference(true)
        .register(registry);
    registry.getPrometheusRegistry().register(more);
  }

  /** Counts objects that cannot be read. */
  public UnreadObserver unread() {
    return unread;
  }

  /**
   * Exposes unreadable objects and instances that are not served.
   *
   * @param held unreadable objects that informers hold
   * @param unserved instances, each with the reason in CamelCase
   */
  public void exposeUnread(
      Supplier<Stream<HasMetadata>> held, Supplier<Map<HasMetadata, String>> unserved) {
    registry.getPrometheusRegistry().register(new UnreadMetrics(unread, held, unserved));
  }

  /** The reconciler's own times and errors. */
  public Metrics ofReconciler() {
    return MicrometerMetrics.withoutPerResourceMetrics(registry);
  }

  /** A round of probes was read and its result written. */
  public void ended(FinishedRound round, Instant now) {
    count("esg.probe.rounds", "Rounds of probes that ended", "result", result(round));
    rounds.record(Duration.between(round.started(), now));
  }

  /** The first fault's reason; there are about twelve reasons. */
  private static String result(FinishedRound round) {
    return Stream.of(round.outbound(), round.inbound())
        .filter(JobOutcome.Faulted.class::isInstance)
        .map(fault -> ((JobOutcome.Faulted) fault).reason().name())
        .findFirst()
        .orElse("Reported");
  }

  /** A round of probes began this long after it was due. */
  public void began(Duration late) {
    lateness.record(late);
  }

  /** Exposes how many rounds of probes may work at once. */
  public void exposePlaces(IntSupplier places) {
    Gauge.builder("esg.probe.rounds.at.once", places, IntSupplier::getAsInt)
        .description("Rounds of probes that may work at once, as the cluster carries them")
        .strongReference(true)
        .register(registry);
  }

  /** A policy was written; the operation is create, update or delete. */
  public void policyWritten(String operation) {
    count("esg.policy.writes", "NetworkPolicies written", "operation", operation);
  }

  private void count(String name, String description, String label, String value) {
    Counter.builder(name).description(description).tag(label, value).register(registry).increment();
  }

  /** Writes everything in Prometheus' text format. */
  public void writeTo(OutputStream out) throws IOException {
    registry.scrape(out);
  }
}
