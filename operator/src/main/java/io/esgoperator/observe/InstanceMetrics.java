package io.esgoperator.observe;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.model.Durations;
import io.fabric8.kubernetes.api.model.Condition;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances' statuses as gauges. They are read at each scrape: a deleted instance is gone with
 * the next one, and a new leader continues where the old one stopped. There are four series for
 * each path and family, one for each condition, and one for each certificate on a path and each
 * address by which the gateway leaves. Invalid rows are left out and counted, and no other instance
 * loses its series.
 */
public final class InstanceMetrics implements MultiCollector {
  private static final String PATH = "esg_path_";
  private static final String INSTANCE = "esg_instance_";
  private static final String METRICS = "esg_metrics_";

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
          Map.entry(
              INSTANCE + "certificate_expiry_timestamp_seconds",
              "When the certificate ends that a path shows"),
          Map.entry(INSTANCE + "egress_address", "1 for an address by which the gateway leaves"),
          Map.entry(INSTANCE + "settle_seconds", "Until the policy bound the last round's probe"),
          Map.entry(
              METRICS + "instances_skipped", "Instances that cannot be read: they have no series"),
          Map.entry(
              METRICS + "rows_skipped", "Rows and conditions that cannot be read or come twice"));

  private static final Logger LOG = LoggerFactory.getLogger(InstanceMetrics.class);

  /** Three times the rows of the largest spec; other programs may write a status, too. */
  private static final int MOST_ROWS = 256;

  private static final int MOST_CONDITIONS = 32;

  /** Of certificates, and of addresses by which a gateway leaves. */
  private static final int MOST_CERTIFICATES = 16;

  /** The longest name that an API server accepts. */
  private static final int LONGEST_LABEL = 253;

  private final Supplier<Stream<EsgInstance>> instances;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Of all instances, or of none while another replica leads. */
  public InstanceMetrics(Supplier<Stream<EsgInstance>> instances) {
    this.instances = instances;
  }

  @Override
  public MetricSnapshots collect() {
    Gauges all = new Gauges(HELP);
    Set<String> skipped = new HashSet<>();
    long rows = 0;
    for (EsgInstance instance : instances.get().toList()) {
      try {
        Gauges own = new Gauges(HELP);
        rows += add(instance, own);
        all.addAll(own);
      } catch (RuntimeException unreadable) {
        String name =
            instance.getMetadata().getNamespace() + "/" + instance.getMetadata().getName();
        skipped.add(name);
        if (told.add(name)) {
          LOG.warn(
              "The metrics leave out EsgInstance {}, which cannot be read ({})",
              name,
              unreadable.getClass().getSimpleName());
        }
      }
    }
    told.retainAll(skipped);
    all.add(METRICS + "instances_skipped", Labels.EMPTY, (double) skipped.size());
    all.add(METRICS + "rows_skipped", Labels.EMPTY, (double) rows);
    return all.snapshots();
  }

  /** Adds an instance and returns how many of its rows are left out. */
  private static long add(EsgInstance instance, Gauges gauges) {
    Labels labels =
        Labels.of(
            "namespace",
            label(instance.getMetadata().getNamespace()),
            "esginstance",
            label(instance.getMetadata().getName()));
    gauges.add(INSTANCE + "created_timestamp_seconds", labels, created(instance));
    gauges.add(
        INSTANCE + "probe_interval_seconds",
        labels,
        (double) Durations.parse(instance.getSpec().probe().interval()).toSeconds());
    EsgInstanceStatus status = instance.lastStatus();
    add(status.lastProbe(), labels, gauges);
    return each(
            status.conditions(),
            MOST_CONDITIONS,
            Condition::getType,
            condition -> add(condition, labels, gauges))
        + each(
            status.paths(),
            MOST_ROWS,
            row -> List.of(row.name(), family(row), row.direction()),
            row -> add(row, labels, gauges))
        + each(
            status.certificates(),
            MOST_CERTIFICATES,
            shown -> shown,
            shown -> add(shown, labels, gauges))
        + each(
            status.egress(),
            MOST_CERTIFICATES,
            EgressAddress::address,
            egress ->
                gauges.add(
                    INSTANCE + "egress_address",
                    labels.merge(Labels.of("address", label(egress.address()))),
                    1.0));
  }

  /** Adds each row once, the first one of those with the same key, and counts the others. */
  private static <T> long each(
      List<T> rows, int most, Function<T, Object> key, Consumer<T> adding) {
    Set<Object> seen = new HashSet<>();
    long skipped = 0;
    for (T row : rows) {
      try {
        if (seen.size() < most && seen.add(key.apply(row))) {
          adding.accept(row);
        } else {
          skipped++;
        }
      } catch (RuntimeException unreadable) {
        skipped++;
      }
    }
    return skipped;
  }

  private static void add(GatewayCertificate shown, Labels labels, Gauges gauges) {
    for (String path : shown.paths()) {
      gauges.add(
          INSTANCE + "certificate_expiry_timestamp_seconds",
          labels.merge(Labels.of("path", label(path), "subject", label(shown.subject()))),
          seconds(shown.until()));
    }
  }

  private static void add(Condition condition, Labels labels, Gauges gauges) {
    gauges.add(
        INSTANCE + "condition",
        labels.merge(
            Labels.of("type", label(condition.getType()), "status", label(condition.getStatus()))),
        1.0);
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
                label(row.name()),
                "family",
                family(row),
                "direction",
                row.direction().name()));
    Double since = seconds(row.lastTransitionTime());
    gauges.add(PATH + "verdict", labels.merge(Labels.of("verdict", row.verdict().name())), 1.0);
    gauges.add(PATH + "open", labels, open(row.verdict()));
    gauges.add(PATH + "latency_seconds", labels, fromMillis(row.latencyMillis()));
    gauges.add(PATH + "last_transition_timestamp_seconds", labels, since);
  }

  private static Double created(EsgInstance instance) {
    String time = instance.getMetadata().getCreationTimestamp();
    return time == null ? null : seconds(Instant.parse(time));
  }

  private static String family(PathStatus row) {
    return row.family() == null ? "" : row.family().name();
  }

  private static String label(String text) {
    if (text.length() > LONGEST_LABEL) {
      throw new IllegalArgumentException("a label of " + text.length() + " characters");
    }
    return text;
  }

  /** A broken probe is NaN, never the 0 of a closed path. */
  private static double open(Verdict verdict) {
    return verdict == Verdict.Unknown ? Double.NaN : verdict == Verdict.Open ? 1 : 0;
  }

  private static Double fromMillis(Long millis) {
    return millis == null ? null : millis / 1_000.0;
  }

  private static Double seconds(Instant time) {
    return time == null ? null : Double.valueOf(time.getEpochSecond());
  }

  @Override
  public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
    return Gauges.families(HELP);
  }
}
