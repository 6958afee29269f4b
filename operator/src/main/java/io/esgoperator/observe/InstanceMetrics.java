package io.esgoperator.observe;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.LastProbe;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.catalog.Durations;
import io.esgoperator.diagnose.Verdict;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the instances' statuses say, as gauges. They are read when somebody asks: a deleted instance
 * is gone with the next scrape, and a new leader goes on where the old one stopped. There are four
 * series for each path and family, and one for each condition: 140 for the largest instance.
 */
public final class InstanceMetrics implements MultiCollector {
  private static final String PATH = "esg_path_";
  private static final String INSTANCE = "esg_instance_";

  private static final Map<String, String> HELP =
      Map.ofEntries(
          Map.entry(PATH + "open", "1 while the path is open, 0 while not, NaN while unknown"),
          Map.entry(PATH + "verdict", "1 for the path's verdict"),
          Map.entry(PATH + "latency_seconds", "Until the peer's answer was complete"),
          Map.entry(PATH + "last_transition_timestamp_seconds", "Since when the verdict stands"),
          Map.entry(INSTANCE + "condition", "1 for the status of a condition"),
          Map.entry(INSTANCE + "created_timestamp_seconds", "When the instance was declared"),
          Map.entry(INSTANCE + "probe_interval_seconds", "From one round of probes to the next"),
          Map.entry(INSTANCE + "last_probe_timestamp_seconds", "When the last round ended"),
          Map.entry(INSTANCE + "last_probe_duration_seconds", "How long the last round took"),
          Map.entry(INSTANCE + "settle_seconds", "Until the policy bound the last round's probe"));

  private final Supplier<Stream<EsgInstance>> instances;

  /**
   * Makes the gauges.
   *
   * @param instances all of them, or none while another process leads
   */
  public InstanceMetrics(Supplier<Stream<EsgInstance>> instances) {
    this.instances = instances;
  }

  @Override
  public MetricSnapshots collect() {
    Gauges gauges = new Gauges(HELP);
    instances.get().forEach(instance -> add(instance, gauges));
    return gauges.snapshots();
  }

  private static void add(EsgInstance instance, Gauges gauges) {
    Labels labels =
        Labels.of(
            "namespace",
            instance.getMetadata().getNamespace(),
            "esginstance",
            instance.getMetadata().getName());
    gauges.add(
        INSTANCE + "created_timestamp_seconds",
        labels,
        seconds(instance.getMetadata().getCreationTimestamp()));
    gauges.add(
        INSTANCE + "probe_interval_seconds",
        labels,
        (double) Durations.parse(instance.getSpec().probe().interval()).toSeconds());
    if (instance.getStatus() == null) {
      return;
    }
    instance
        .getStatus()
        .conditions()
        .forEach(
            condition ->
                gauges.add(
                    INSTANCE + "condition",
                    labels.merge(
                        Labels.of("type", condition.getType(), "status", condition.getStatus())),
                    1.0));
    add(instance.getStatus().lastProbe(), labels, gauges);
    instance.getStatus().paths().forEach(row -> add(row, labels, gauges));
  }

  private static void add(LastProbe last, Labels labels, Gauges gauges) {
    if (last != null) {
      gauges.add(INSTANCE + "last_probe_timestamp_seconds", labels, seconds(last.time()));
      gauges.add(
          INSTANCE + "last_probe_duration_seconds", labels, fromMillis(last.durationMillis()));
      gauges.add(INSTANCE + "settle_seconds", labels, fromMillis(last.settleMillis()));
    }
  }

  private static void add(PathStatus row, Labels instance, Gauges gauges) {
    Labels labels =
        instance.merge(
            Labels.of(
                "path",
                row.name(),
                "family",
                Objects.requireNonNullElse(row.family(), ""),
                "direction",
                row.direction()));
    gauges.add(PATH + "open", labels, open(Verdict.valueOf(row.verdict())));
    gauges.add(PATH + "verdict", labels.merge(Labels.of("verdict", row.verdict())), 1.0);
    gauges.add(PATH + "latency_seconds", labels, fromMillis(row.latencyMillis()));
    gauges.add(
        PATH + "last_transition_timestamp_seconds", labels, seconds(row.lastTransitionTime()));
  }

  /** A broken probe never reads as a closed path. */
  private static double open(Verdict verdict) {
    return verdict == Verdict.Unknown ? Double.NaN : verdict == Verdict.Open ? 1 : 0;
  }

  private static Double fromMillis(Long millis) {
    return millis == null ? null : millis / 1_000.0;
  }

  private static Double seconds(String time) {
    return time == null ? null : Double.valueOf(Instant.parse(time).getEpochSecond());
  }

  @Override
  public List<String> getPrometheusNames() {
    return List.copyOf(HELP.keySet());
  }
}
