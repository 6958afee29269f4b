package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstanceMetricsTest {
  private final List<EsgInstance> instances = new ArrayList<>();
  private final OperatorMetrics metrics = exposing();

  @Test
  void an_open_path_has_its_verdict_latency_and_since() {
    instances.add(instance("Open"));
    assertThat(scrape())
        .contains(
            "esg_path_open{direction=\"Outbound\",esginstance=\"gateway\",family=\"IPv4\",namespace=\"mail\",path=\"dcc\"} 1.0",
            "esg_path_verdict{direction=\"Outbound\",esginstance=\"gateway\",family=\"IPv4\",namespace=\"mail\",path=\"dcc\",verdict=\"Open\"} 1.0",
            "esg_path_latency_seconds{direction=\"Outbound\",esginstance=\"gateway\",family=\"IPv4\",namespace=\"mail\",path=\"dcc\"} 0.041",
            "esg_path_last_transition_timestamp_seconds{direction=\"Outbound\",esginstance=\"gateway\",family=\"IPv4\",namespace=\"mail\",path=\"dcc\"} 1.7672256E9");
  }

  @Test
  void a_path_that_is_not_open_is_zero_and_one_that_is_unknown_is_no_number() {
    instances.add(instance("Tampered"));
    assertThat(open()).isEqualTo("0.0");
    instances.set(0, instance("Unknown"));
    assertThat(open()).isEqualTo("NaN");
  }

  @Test
  void the_last_round_and_the_conditions_are_told() {
    instances.add(instance("Open"));
    assertThat(scrape())
        .contains(
            "esg_instance_last_probe_timestamp_seconds{esginstance=\"gateway\",namespace=\"mail\"} 1.76722566E9",
            "esg_instance_last_probe_duration_seconds{esginstance=\"gateway\",namespace=\"mail\"} 4.0",
            "esg_instance_settle_seconds{esginstance=\"gateway\",namespace=\"mail\"} 1.5",
            "esg_instance_probe_interval_seconds{esginstance=\"gateway\",namespace=\"mail\"} 300.0",
            "esg_instance_condition{esginstance=\"gateway\",namespace=\"mail\",status=\"False\",type=\"PolicyEnforced\"} 1.0");
  }

  @Test
  void an_instance_without_a_status_is_declared_and_no_more() {
    EsgInstance fresh = instance("Open");
    fresh.setStatus(null);
    instances.add(fresh);
    assertThat(scrape())
        .contains("esg_instance_created_timestamp_seconds")
        .doesNotContain("esg_path_open{");
  }

  @Test
  void a_deleted_instance_leaves_no_series() {
    instances.add(instance("Open"));
    assertThat(scrape()).contains("esginstance=\"gateway\"");
    instances.clear();
    assertThat(scrape()).doesNotContain("gateway");
  }

  private String open() {
    return scrape()
        .lines()
        .filter(line -> line.startsWith("esg_path_open{"))
        .findFirst()
        .orElseThrow()
        .replaceFirst(".* ", "");
  }

  private OperatorMetrics exposing() {
    OperatorMetrics all = new OperatorMetrics();
    all.expose(() -> true, new InstanceMetrics(instances::stream));
    return all;
  }

  private String scrape() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      metrics.writeTo(text);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static EsgInstance instance(String verdict) {
    EsgInstance instance =
        Instances.withStatus(
            """
            conditions: [{type: PolicyEnforced, status: "False"}]
            lastProbe: {job: j, time: "2026-01-01T00:01:00Z", durationMillis: 4000, settleMillis: 1500}
            paths:
              - name: dcc
                family: IPv4
                direction: Outbound
                verdict: %s
                latencyMillis: 41
                lastTransitionTime: "2026-01-01T00:00:00Z"
            """
                .formatted(verdict));
    instance.getMetadata().setName("gateway");
    instance.getMetadata().setCreationTimestamp("2026-01-01T00:00:00Z");
    return instance;
  }
}
