package io.esgoperator.observe;

import io.esgoperator.catalog.PlainText;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.TreeMap;

/** The gauges of one scrape. */
final class Gauges {
  /** Bytes; a name in Kubernetes has 253 at most. */
  private static final int LABEL_LENGTH = 256;

  private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();

  /**
   * Starts a scrape.
   *
   * @param help what each gauge says, by its name
   */
  Gauges(Map<String, String> help) {
    help.forEach((name, text) -> gauges.put(name, GaugeSnapshot.builder().name(name).help(text)));
  }

  /** Adds a series, unless there is no value. */
  void add(String name, Labels labels, Double value) {
    if (value != null) {
      gauges
          .get(name)
          .dataPoint(GaugeDataPointSnapshot.builder().labels(plain(labels)).value(value).build());
    }
  }

  private static Labels plain(Labels labels) {
    return Labels.of(
        labels.stream().map(Label::getName).toList(),
        labels.stream().map(label -> PlainText.line(label.getValue(), LABEL_LENGTH)).toList());
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
    return all.build();
  }
}
