package io.esgoperator.observe;

import io.esgoperator.observe.UnreadObjects.Key;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many objects cannot be read, by kind, and which instances are not served.
 *
 * @param met objects of kinds without an informer
 * @param held unreadable objects in the informers
 * @param unserved instances, each with the reason in CamelCase
 */
record UnreadMetrics(
    UnreadObjects met,
    Supplier<Stream<HasMetadata>> held,
    Supplier<Map<HasMetadata, String>> unserved)
    implements MultiCollector {
  static final String INSTANCE = "EsgInstance";
  private static final String UNREADABLE = "esg_unreadable_objects";
  private static final String UNSERVED = "esg_instance_unserved";
  private static final Map<String, String> HELP =
      Map.of(
          UNREADABLE,
          "Objects that this operator cannot read and leaves out",
          UNSERVED,
          "1 for an instance whose policy stands as it was, since its spec cannot be trusted");

  @Override
  public MetricSnapshots collect() {
    Gauges gauges = new Gauges(HELP);
    count()
        .forEach(
            (kind, number) ->
                gauges.add(UNREADABLE, Labels.of("kind", kind), number.doubleValue()));
    unserved
        .get()
        .forEach(
            (instance, reason) ->
                gauges.add(
                    UNSERVED,
                    Labels.of(
                        "namespace",
                        String.valueOf(instance.getMetadata().getNamespace()),
                        "esginstance",
                        String.valueOf(instance.getMetadata().getName()),
                        "reason",
                        reason),
                    1.0));
    return gauges.snapshots();
  }

  /**
   * Instances are counted from the informer alone, so that a deleted or repaired one does not
   * count.
   */
  private Map<String, Long> count() {
    Set<Key> keys =
        Stream.concat(
                held.get().map(UnreadMetrics::key),
                met.lately().filter(key -> !key.kind().equals(INSTANCE)))
            .collect(Collectors.toSet());
    Map<String, Long> counts =
        keys.stream().collect(Collectors.groupingBy(Key::kind, Collectors.counting()));
    counts.putIfAbsent(INSTANCE, 0L);
    return counts;
  }

  private static Key key(HasMetadata object) {
    return new Key(
        HasMetadata.getKind(object.getClass()),
        object.getMetadata().getNamespace(),
        object.getMetadata().getName());
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return Gauges.families(HELP);
  }
}
