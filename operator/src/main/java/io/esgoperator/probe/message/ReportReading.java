package io.esgoperator.probe.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Evidence;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Nameservers;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.RoundTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a report against the plan that it answers, and accepts only what a probe with that plan can
 * write: any container of the pod may have written the report.
 */
record ReportReading(ProbePlan plan) {
  /** How much longer a slow probe with little processor time may take than a round's own bound. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  /** Bytes of any message (Kubernetes cuts there). */
  static final int LONGEST = 4_096;

  private static final int COLUMNS = 8;

  /** Allows a row in a list in an object; numbers are milliseconds. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(3)
                          .maxNumberLength(19)
                          .maxStringLength(LONGEST)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  ProbeReport read(String report) throws JsonProcessingException, UnreadableReportException {
    JsonNode root = JSON.readTree(report);
    if (root.path("v").asInt() != ProbePlan.VERSION) {
      throw UnreadableReportException.malformed("the probe's result is of another version");
    }
    List<Family> families = families(root.path("f"));
    List<PathReport> rows = rows(root.path("r"), families);
    return new ProbeReport(
        families,
        ReportJson.number(root.path("ms"), 0, longest()),
        ReportJson.number(root.path("s"), -1, longest()),
        new ToldColumns(plan).read(rows, root),
        nameservers(root.path("ns")),
        alone(root.path("a"), rows),
        plan.names() == null ? null : new NameColumns(plan.names()).read(root));
  }

  private static boolean alone(JsonNode told, List<PathReport> rows)
      throws UnreadableReportException {
    ReportJson.require(
        told.isMissingNode()
            || told.isBoolean() && rows.stream().noneMatch(row -> row.finding().replied()),
        "a pod that reached nothing and something");
    return told.asBoolean();
  }

  private long longest() {
    return RoundTime.atMost(Duration.ofMillis(plan.timeoutMillis())).plus(SLACK).toMillis();
  }

  private static List<Family> families(JsonNode told) throws UnreadableReportException {
    List<Family> families = new ArrayList<>();
    for (JsonNode family : ReportJson.list(told)) {
      families.add(Family.values()[ReportJson.index(family, Family.values().length)]);
    }
    ReportJson.require(Set.copyOf(families).size() == families.size(), "a family twice");
    return families;
  }

  private List<PathReport> rows(JsonNode told, List<Family> families)
      throws UnreadableReportException {
    List<PathReport> rows = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (JsonNode row : ReportJson.list(told)) {
      PathReport report = row(row);
      rows.add(report);
      ReportJson.require(
          families.contains(report.family()), "a row of a family that the pod does not have");
      ReportJson.require(
          seen.add(List.of(report.path(), report.family(), end(row, report))),
          "a path and family twice");
    }
    return rows;
  }

  private PathReport row(JsonNode row) throws UnreadableReportException {
    ReportJson.require(
        row.isArray() && row.size() == COLUMNS, "a row that has not " + COLUMNS + " columns");
    ProbePlan.PlannedPath path =
        plan.paths().get(ReportJson.index(row.get(0), plan.paths().size()));
    Family family = Family.values()[ReportJson.index(row.get(1), Family.values().length)];
    ReportJson.require(isAsked(path, family), "a row of a family in which the path has no peer");
    List<String> targets = path.targets();
    int tries = (int) ReportJson.number(row.get(4), 1, RoundTime.MOST_TRIES);
    String evidence = row.get(7).asText();
    ReportJson.require(
        row.get(7).isTextual() && Evidence.isFit(evidence), "evidence that is not in one line");
    return new PathReport(
        path.name(),
        family,
        Finding.values()[ReportJson.index(row.get(2), Finding.values().length)],
        targets.get(ReportJson.index(row.get(6), targets.size())),
        ReportJson.number(row.get(3), 0, longest()),
        tries,
        (int) ReportJson.number(row.get(5), 1, tries),
        evidence);
  }

  /** The end that a row is about, where each has a row. */
  private String end(JsonNode row, PathReport report) {
    return plan.paths().get(row.get(0).intValue()).eachEnd() ? report.host() : "";
  }

  private static boolean isAsked(ProbePlan.PlannedPath path, Family family) {
    return path.allPeers().anyMatch(peer -> peer.family() == family);
  }

  /**
   * Checks each to be an address and nothing else, since they end up in a policy. Older probes
   * report none.
   */
  private static List<String> nameservers(JsonNode told) throws UnreadableReportException {
    List<String> addresses = new ArrayList<>();
    for (JsonNode address : ReportJson.listOrNone(told)) {
      ReportJson.require(
          address.isTextual() && Cidr.isLiteral(address.asText()),
          "a name server that is no address");
      addresses.add(AddressText.of(Cidr.literal(address.asText())));
    }
    return addresses.stream().limit(Nameservers.MOST).toList();
  }
}
