package io.esgoperator.observe;

import io.esgoperator.model.PlainText;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gauges of one scrape, without repeated series: Prometheus would reject the whole scrape. */
final class Gauges {
  /** Bytes; a name in Kubernetes has 253 at most. */
  private static final int LABEL_LENGTH = 256;

  private final Map<String, String> help;
  private final Map<String, Map<Labels, Double>> gauges = new TreeMap<>();

  /** Starts a scrape; {@code help} describes each gauge, by its name. */
  Gauges(Map<String, String> help) {
    this.help = help;
    help.keySet().forEach(name -> gauges.put(name, new LinkedHashMap<>()));
  }

  /** What a registry is told before the first scrape, by the same descriptions. */
  static List<MetricFamilyDescriptor> families(Map<String, String> help) {
    return help.entrySet().stream()
        .map(
            gauge ->
                MetricFamilyDescriptor.of(
                    MetricType.GAUGE, new MetricMetadata(gauge.getKey(), gauge.getValue())))
        .toList();
  }

  /** Adds a series, unless its value is null or the series exists. */
  void add(String name, Labels labels, Double value) {
    if (value != null) {
      gauges.get(name).putIfAbsent(plain(labels), value);
    }
  }

  private static Labels plain(Labels labels) {
    return Labels.of(
        labels.stream().map(Label::getName).toList(),
        labels.stream().map(label -> PlainText.line(label.getValue(), LABEL_LENGTH)).toList());
  }

  /** Adds the series of another collection. */
  void addAll(Gauges others) {
    others.gauges.forEach(
        (name, series) -> series.forEach((labels, value) -> add(name, labels, value)));
  }

  MetricSnapshots snapshots() {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    gauges.forEach((name, series) -> all.metricSnapshot(gauge(name, series)));
    return all.build();
  }

  private GaugeSnapshot gauge(String name, Map<Labels, Double> series) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help.get(name));
    series.forEach(
        (labels, value) ->
            gauge.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
    return gauge.build();
  }
}
