package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart's alerts and dashboard ask for series that there are. */
class MonitoringTest {
  private static final Path FILES = Path.of("../helm/esg-operator/files");

  @ParameterizedTest
  @ValueSource(strings = {"rules.yaml", "dashboard.json"})
  void every_series_that_is_asked_for_is_exposed(String file) throws IOException {
    Set<String> asked =
        Pattern.compile("\\besg_[a-z_]+")
            .matcher(Files.readString(FILES.resolve(file)))
            .results()
            .map(match -> match.group().replaceFirst("_(bucket|count|sum|total)$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(asked).isNotEmpty();
    assertThat(exposed()).containsAll(asked);
  }

  @Test
  void the_dashboard_is_json_whose_panels_all_ask_for_something() throws IOException {
    assertThat(new ObjectMapper().readTree(FILES.resolve("dashboard.json").toFile()).get("panels"))
        .hasSize(6)
        .allMatch(panel -> panel.at("/targets/0/expr").asText().contains("esg_"));
  }

  private static Set<String> exposed() throws IOException {
    OperatorMetrics metrics = new OperatorMetrics();
    InstanceMetrics instances = new InstanceMetrics(Stream::empty);
    metrics.expose(() -> true, instances);
    metrics.exposePlaces(() -> 4);
    metrics.policyWritten("create");
    metrics.ended(
        new FinishedRound(
            "job",
            "hash",
            null,
            Instant.EPOCH,
            new JobOutcome.NotNeeded(),
            new JobOutcome.NotNeeded(),
            List.of(),
            PolicyRemarks.NONE,
            ToldResolvers.none(),
            List.of(),
            GatewayPart.WHOLE),
        Instant.EPOCH);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    metrics.writeTo(text);
    UnreadMetrics unread =
        new UnreadMetrics(new UnreadObjects(Clock.systemUTC()), Stream::empty, Map::of);
    return Stream.of(
            Pattern.compile("# TYPE (\\S+)")
                .matcher(text.toString(StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1).replaceFirst("_total$", "")),
            names(instances),
            names(unread))
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(MultiCollector gauges) {
    return gauges.getMetricFamilyDescriptors().stream()
        .map(MetricFamilyDescriptor::getPrometheusName);
  }
}
