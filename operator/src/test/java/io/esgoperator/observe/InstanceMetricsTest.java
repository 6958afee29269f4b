package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

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

  @Test
  void an_instance_that_cannot_be_read_is_left_out_and_counted_and_the_others_stay() {
    EsgInstance bare = instance("Open");
    bare.getMetadata().setName("bare");
    bare.setSpec(null);
    instances.add(bare);
    instances.add(instance("Open"));
    assertThat(scrape())
        .contains("esg_metrics_instances_skipped 1.0", "esginstance=\"gateway\"")
        .doesNotContain("bare");
    instances.remove(bare);
    assertThat(scrape()).contains("esg_metrics_instances_skipped 0.0");
  }

  @Test
  void of_rows_with_the_same_path_family_and_direction_the_first_counts() {
    instances.add(
        withPaths(
            """
            - {name: dcc, family: IPv4, direction: Outbound, verdict: Blocked}
            - {name: dcc, family: IPv4, direction: Outbound, verdict: Open}
            - {name: dcc, family: IPv6, direction: Outbound, verdict: Open}
            """));
    assertThat(scrape().lines().filter(line -> line.startsWith("esg_path_verdict{")))
        .hasSize(2)
        .anyMatch(line -> line.contains("IPv4") && line.contains("Blocked"));
    assertThat(scrape()).contains("esg_metrics_rows_skipped 1.0");
  }

  @Test
  void a_condition_that_comes_twice_counts_once() {
    instances.add(
        ofStatus(
            """
            conditions:
              - {type: Ready, status: "False"}
              - {type: Ready, status: "True"}
            """));
    assertThat(scrape().lines().filter(line -> line.startsWith("esg_instance_condition{")))
        .singleElement()
        .asString()
        .contains("status=\"False\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- {family: IPv4, direction: Outbound, verdict: Open}",
        "- {name: sieve, family: IPv4, verdict: Open}",
        "- {name: sieve, family: IPv4, direction: Outbound}"
      })
  void a_row_that_cannot_be_read_is_left_out_and_the_next_one_stays(String row) {
    instances.add(
        withPaths(row + "\n- {name: pyzor, family: IPv4, direction: Outbound, verdict: Open}"));
    assertThat(scrape())
        .contains("path=\"pyzor\"", "esg_metrics_rows_skipped 1.0")
        .doesNotContain("path=\"sieve\"");
  }

  @ParameterizedTest
  @CsvSource({"256, 0.0", "257, 1.0"})
  void an_instance_has_256_rows_at_most(int rows, String skipped) {
    instances.add(
        withPaths(
            IntStream.range(0, rows)
                .mapToObj(
                    "- {name: path-%d, family: IPv4, direction: Outbound, verdict: Open}\n"
                        ::formatted)
                .collect(Collectors.joining())));
    assertThat(scrape().lines().filter(line -> line.startsWith("esg_path_open{"))).hasSize(256);
    assertThat(scrape()).contains("esg_metrics_rows_skipped " + skipped);
  }

  @ParameterizedTest
  @CsvSource({"253, 0.0", "254, 1.0"})
  void a_name_has_253_characters_at_most(int characters, String skipped) {
    instances.add(
        withPaths(
            "- {name: %s, family: IPv4, direction: Outbound, verdict: Open}"
                .formatted("x".repeat(characters))));
    assertThat(scrape()).contains("esg_metrics_rows_skipped " + skipped);
  }

  @Test
  void quotes_and_backslashes_in_a_name_stay_in_the_label_and_a_newline_is_a_space() {
    instances.add(
        withPaths(
            "- {name: \"a\\\"} 1\\nesg_path_open{b=\\\\\", family: IPv4, direction: Outbound, verdict: Open}"));
    assertThat(scrape().lines().filter(line -> line.startsWith("esg_path_open{")))
        .containsExactly(
            "esg_path_open{direction=\"Outbound\",esginstance=\"gateway\",family=\"IPv4\",namespace=\"mail\",path=\"a\\\"} 1 esg_path_open{b=\\\\\"} 1.0");
  }

  @Test
  void an_instance_that_cannot_be_read_is_logged_once_until_it_can_be() {
    Logger logger = (Logger) LoggerFactory.getLogger(InstanceMetrics.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    EsgInstance bare = instance("Open");
    bare.setSpec(null);
    instances.add(bare);
    scrape();
    scrape();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "The metrics leave out EsgInstance mail/gateway, which cannot be read (NullPointerException)");
    instances.set(0, instance("Open"));
    scrape();
    instances.set(0, bare);
    scrape();
    assertThat(log.list).hasSize(2);
    logger.detachAppender(log);
  }

  private static EsgInstance withPaths(String rows) {
    return ofStatus("paths:\n" + rows.indent(2));
  }

  private static EsgInstance ofStatus(String status) {
    EsgInstance instance = Instances.withStatus(status);
    instance.getMetadata().setName("gateway");
    return instance;
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
