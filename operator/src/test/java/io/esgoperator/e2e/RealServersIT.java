package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.Judge;
import io.esgoperator.diagnose.Judged;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.RealServers;
import io.esgoperator.model.Family;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.plan.ClosedNetworks;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.probe.plan.TargetRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every prober asks real servers in ordinary configurations, by plans of the operator and in its
 * image. Each must read Open, with the remark of its row: a valid word proves the path.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealServersIT {
  private static final Path TABLE = Path.of("src/test/resources/real-servers.txt");

  /** As many as one pod is given at most. */
  private static final int AT_ONCE = 48;

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final ObjectMapper json =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Map<Row, Judgement> judgements = new HashMap<>();
  private final List<PathReport> reports = new ArrayList<>();
  private RealServers servers;

  @BeforeAll
  void ask() throws IOException {
    servers = RealServers.start();
    List<Row> rows = rows().toList();
    for (int first = 0; first < rows.size(); first += AT_ONCE) {
      ask(rows.subList(first, Math.min(rows.size(), first + AT_ONCE)));
    }
    List<Row> again = rows.stream().filter(this::wasAskedTooSlowly).toList();
    if (!again.isEmpty()) {
      ask(again);
    }
  }

  /** On a busy machine; a round later the operator asks again, too. */
  private boolean wasAskedTooSlowly(Row row) {
    return judgements.get(row).message().contains("so little processor time");
  }

  @AfterAll
  void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  static Stream<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" *\\| *", -1))
        .map(cells -> new Row(cells[0], cells[1], cells[2]));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_server_in_an_ordinary_configuration_reads_open_with_its_remark(Row row) {
    Judgement judgement = judgements.get(row);
    assertThat(judgement.verdict()).as(judgement.message()).isEqualTo(Verdict.Open);
    assertThat(judgement.message()).contains(row.told());
  }

  /**
   * As Gmail and Outlook do, which no lab has. The probe asks each from the server's own address.
   */
  @ParameterizedTest
  @ValueSource(strings = {"exim", "opensmtpd", "sendmail"})
  void a_server_that_greets_its_client_by_the_address_tells_how_the_gateway_leaves(String server) {
    assertThat(reports)
        .filteredOn(report -> report.host().equals(server + "." + RealServers.DOMAIN))
        .flatExtracting(report -> report.told().entrySet())
        .isNotEmpty()
        .allMatch(told -> told.getKey().endsWith("(" + told.getValue().client() + ")"));
  }

  @Test
  void every_server_of_the_image_has_a_row() throws IOException {
    assertThat(rows().map(Row::server).distinct())
        .containsExactlyInAnyOrderElementsOf(servers.names());
  }

  private void ask(List<Row> rows) throws JsonProcessingException {
    EsgInstanceSpec spec = spec(rows);
    ProbePlans plans = ProbePlans.of(spec, TIMEOUT, servers::addresses, pods(rows));
    FinishedRound round =
        new FinishedRound(
            "job",
            "hash",
            null,
            Instant.now(),
            outcome(plans.outbound()),
            outcome(plans.inbound()),
            plans.gaps(),
            PolicyRemarks.NONE,
            ToldResolvers.none(),
            List.of(),
            GatewayPart.WHOLE);
    List<DeclaredPath> declared = DeclaredPaths.of(spec);
    Judge judge = new Judge(Instances.withStatus("{}").getStatus(), Optional.empty(), declared);
    for (Row row : rows) {
      Judged judged =
          declared.stream()
              .filter(path -> path.name().equals(row.path(rows)))
              .flatMap(path -> judge.judge(path, round))
              .findFirst()
              .orElseThrow();
      judgements.put(row, judged.judgement().orElseThrow());
    }
  }

  private static EsgInstanceSpec spec(List<Row> rows) {
    List<String> lines = new ArrayList<>(List.of("families: [IPv4]", "additionalPaths:"));
    rows.forEach(row -> lines.add("  - " + row.declared(rows)));
    lines.add("proxyProtocol:");
    rows.stream()
        .filter(Row::isProxied)
        .forEach(row -> lines.add("  %s: %s".formatted(row.path(rows), row.header())));
    return Instances.withSpec(String.join("\n", lines)).getSpec();
  }

  private ProbePlans.Pods pods(List<Row> rows) {
    return new ProbePlans.Pods(
        path ->
            rows.stream()
                .filter(row -> row.path(rows).equals(path.name()))
                .flatMap(row -> ProbePlan.Peer.named(row.host(), path.port(), servers::addresses))
                .toList(),
        path -> Optional.empty(),
        (peer, path) -> List.of(),
        peer -> Optional.empty(),
        List.of(),
        (entrance, path) -> List.of(),
        new TargetRule(new ClosedNetworks(List.of(), List.of()), List::of, address -> true),
        true);
  }

  private JobOutcome outcome(ProbePlan plan) throws JsonProcessingException {
    if (plan.paths().isEmpty()) {
      return new JobOutcome.NotNeeded();
    }
    List<PathReport> found = new ArrayList<>();
    for (String line : servers.probe(Lab.OPERATOR_IMAGE, json.writeValueAsString(plan))) {
      found.add(json.readValue(line, PathReport.class));
    }
    reports.addAll(found);
    return new JobOutcome.Reported(new ProbeReport(List.of(Family.IPv4), 0, -1, found));
  }

  /**
   * One server, asked in one protocol.
   *
   * @param asked protocol, port, and the version of a PROXY header where it expects one
   * @param told what the row says of it
   */
  record Row(String server, String asked, String told) {
    String host() {
      return server + "." + RealServers.DOMAIN;
    }

    private String[] words() {
      return asked.split(" +");
    }

    boolean isProxied() {
      return words().length > 2;
    }

    String header() {
      return words()[2];
    }

    String path(List<Row> rows) {
      return "row-" + rows.indexOf(this);
    }

    String declared(List<Row> rows) {
      return "{name: %s, direction: %s, protocol: %s, port: %s, application: %s, %s}"
          .formatted(
              path(rows),
              isProxied() ? "Inbound" : "Outbound",
              words()[0].equals("DnsUdp") ? "UDP" : "TCP",
              words()[1],
              words()[0],
              isProxied() ? "anywhere: true" : "peers: [{host: %s}]".formatted(host()));
    }
  }
}
