package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorMetricsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final OperatorMetrics metrics = new OperatorMetrics();

  @Test
  void rounds_are_counted_by_result_and_timed() throws IOException {
    metrics.ended(round(new JobOutcome.NotNeeded()), NOON.plusSeconds(4));
    metrics.ended(round(new JobOutcome.Faulted(Reason.ProbeEvicted, "gone")), NOON.plusSeconds(90));
    assertThat(scrape())
        .contains(
            "esg_probe_rounds_total{result=\"Reported\"} 1.0",
            "esg_probe_rounds_total{result=\"ProbeEvicted\"} 1.0",
            "esg_probe_round_duration_seconds_bucket{le=\"5.0\"} 1",
            "esg_probe_round_duration_seconds_count 2");
  }

  @Test
  void waits_and_policy_writes_are_counted() throws IOException {
    metrics.began(Duration.ofSeconds(12));
    metrics.policyWritten("update");
    assertThat(scrape())
        .contains(
            "esg_probe_round_lateness_seconds_bucket{le=\"5.0\"} 0",
            "esg_probe_round_lateness_seconds_bucket{le=\"15.0\"} 1",
            "esg_policy_writes_total{operation=\"update\"} 1.0");
  }

  @Test
  void a_replica_that_leads_says_so() throws IOException {
    metrics.expose(() -> true, MetricSnapshots::new);
    assertThat(scrape()).contains("esg_operator_leader 1.0");
  }

  @Test
  void the_places_for_rounds_are_told() throws IOException {
    metrics.exposePlaces(() -> 12);
    assertThat(scrape()).contains("esg_probe_rounds_at_once 12.0");
  }

  @Test
  void the_heap_is_told() throws IOException {
    assertThat(scrape()).containsPattern("jvm_memory_used_bytes\\{area=\"heap\",id=\"[^\"]+\"} ");
  }

  private static FinishedRound round(JobOutcome outbound) {
    return new FinishedRound(
        "job",
        "hash",
        null,
        NOON,
        outbound,
        new JobOutcome.NotNeeded(),
        List.of(),
        PolicyRemarks.NONE,
        ToldResolvers.none(),
        List.of(),
        GatewayPart.WHOLE);
  }

  private String scrape() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    metrics.writeTo(text);
    return text.toString(StandardCharsets.UTF_8);
  }
}
