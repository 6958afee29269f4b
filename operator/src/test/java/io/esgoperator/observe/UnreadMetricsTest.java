package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What cannot be read is counted by kind, and an instance that is not served is named. */
class UnreadMetricsTest {
  private static final Unread FAULT = new Unread("spec", "spec is missing: write it.");

  private final MovableClock clock = new MovableClock();
  private final UnreadObjects met = new UnreadObjects(clock);
  private List<HasMetadata> held = List.of();
  private Map<HasMetadata, String> unserved = Map.of();

  @Test
  void without_a_fault_the_count_is_zero() throws IOException {
    assertThat(scrape()).contains("esg_unreadable_objects{kind=\"EsgInstance\"} 0.0");
  }

  @Test
  void each_object_counts_once_under_its_kind() throws IOException {
    met.met("Pod", "mail", "a", FAULT);
    met.met("Pod", "mail", "a", FAULT);
    met.met("Pod", "mail", "b", FAULT);
    met.met("NetworkPolicy", "mail", "a", FAULT);
    assertThat(scrape()).contains("{kind=\"Pod\"} 2.0").contains("{kind=\"NetworkPolicy\"} 1.0");
  }

  @Test
  void what_was_not_met_for_a_quarter_of_an_hour_is_gone() throws IOException {
    met.met("Pod", "mail", "a", FAULT);
    clock.advance(Duration.ofMinutes(15).minusSeconds(1));
    assertThat(scrape()).contains("{kind=\"Pod\"} 1.0");
    clock.advance(Duration.ofSeconds(1));
    assertThat(scrape()).doesNotContain("Pod");
  }

  @Test
  void instances_are_counted_as_the_informer_has_them() throws IOException {
    met.met("EsgInstance", "mail", "gone", FAULT);
    assertThat(scrape()).contains("{kind=\"EsgInstance\"} 0.0");
    held = List.of(instance());
    assertThat(scrape()).contains("{kind=\"EsgInstance\"} 1.0");
  }

  @Test
  void an_instance_that_is_not_served_is_named_with_the_reason() throws IOException {
    unserved = Map.of(instance(), "SpecUnreadable");
    assertThat(scrape())
        .contains(
            "esg_instance_unserved{esginstance=\"gateway\",namespace=\"mail\",reason=\"SpecUnreadable\"} 1.0");
  }

  @Test
  void of_endless_objects_ten_thousand_are_remembered() {
    for (int number = 0; number < UnreadObjects.MOST + 5; number++) {
      met.met("EsgInstance", "mail", "n" + number, FAULT);
    }
    assertThat(met.lately()).hasSize(UnreadObjects.MOST);
  }

  private static EsgInstance instance() {
    EsgInstance instance = new EsgInstance();
    instance.setMetadata(new ObjectMetaBuilder().withName("gateway").withNamespace("mail").build());
    return instance;
  }

  private String scrape() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create()
        .write(out, new UnreadMetrics(met, held::stream, () -> unserved).collect());
    return out.toString(StandardCharsets.UTF_8);
  }
}
