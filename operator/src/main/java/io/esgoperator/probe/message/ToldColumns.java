package io.esgoperator.probe.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.identity.Told;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.PlainText;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What peers tell besides, in a report: each certificate once, and for each target that tells
 * something its row, its number in the plan, the client's address, the certificate's number, and
 * the names by which it calls itself. Certificates and names are written of the gateway's own ports
 * alone. Older probes write nothing of it.
 */
record ToldColumns(ProbePlan plan) {
  /** Different certificates in one report; further ones are left out. */
  static final int MOST_CERTIFICATES = 4;

  private static final String CERTIFICATES = "c";
  private static final String TOLD = "t";
  private static final int NONE = -1;

  void write(List<PathReport> rows, JsonGenerator message) throws IOException {
    List<Told> all = rows.stream().flatMap(row -> row.told().values().stream()).toList();
    List<ShownCertificate> certificates =
        plan.anyCertificate()
            ? all.stream()
                .flatMap(told -> Stream.ofNullable(told.certificate()))
                .distinct()
                .limit(MOST_CERTIFICATES)
                .toList()
            : List.of();
    if (all.stream().noneMatch(told -> tells(told, certificates))) {
      return;
    }
    message.writeArrayFieldStart(TOLD);
    for (int row = 0; row < rows.size(); row++) {
      List<String> targets = targets(rows.get(row));
      for (Map.Entry<String, Told> one : rows.get(row).told().entrySet()) {
        Told told = one.getValue();
        if (tells(told, certificates)) {
          message.writeStartArray();
          message.writeNumber(row);
          message.writeNumber(targets.indexOf(one.getKey()));
          message.writeString(told.client() == null ? "" : told.client());
          message.writeNumber(number(told.certificate(), certificates));
          if (callsItself(told)) {
            message.writeString(String.join(" ", told.names()));
          }
          message.writeEndArray();
        }
      }
    }
    message.writeEndArray();
    message.writeArrayFieldStart(CERTIFICATES);
    for (ShownCertificate certificate : certificates) {
      message.writeStartArray();
      message.writeString(certificate.subject());
      message.writeString(certificate.issuer());
      message.writeString(String.join(" ", certificate.names()));
      message.writeNumber(certificate.more());
      message.writeNumber(certificate.from().getEpochSecond());
      message.writeNumber(certificate.until().getEpochSecond());
      message.writeString(certificate.digest());
      message.writeString(certificate.keyDigest());
      message.writeEndArray();
    }
    message.writeEndArray();
  }

  private boolean tells(Told told, List<ShownCertificate> certificates) {
    return told.client() != null
        || number(told.certificate(), certificates) != NONE
        || callsItself(told);
  }

  private boolean callsItself(Told told) {
    return plan.anyCertificate() && !told.names().isEmpty();
  }

  private static int number(ShownCertificate shown, List<ShownCertificate> certificates) {
    return shown == null ? NONE : certificates.indexOf(shown);
  }

  /** The rows with what their peers tell besides. */
  List<PathReport> read(List<PathReport> rows, JsonNode root) throws UnreadableReportException {
    List<ShownCertificate> certificates = new ArrayList<>();
    for (JsonNode columns : ReportJson.listOrNone(root.path(CERTIFICATES))) {
      certificates.add(certificate(columns));
      ReportJson.require(
          plan.anyCertificate() && certificates.size() <= MOST_CERTIFICATES,
          "certificates that it does not tell");
    }
    Map<Integer, Map<String, Told>> told = new HashMap<>();
    for (JsonNode columns : ReportJson.listOrNone(root.path(TOLD))) {
      ReportJson.require(
          (columns.size() == 4 || plan.anyCertificate() && columns.size() == 5)
              && columns.path(2).isTextual(),
          "words of a peer in another form");
      int row = ReportJson.index(columns.path(0), rows.size());
      List<String> targets = targets(rows.get(row));
      ReportJson.require(rows.get(row).finding().answered(), "words of a peer that did not answer");
      told.computeIfAbsent(row, first -> new HashMap<>())
          .put(
              targets.get(ReportJson.index(columns.path(1), targets.size())),
              told(columns, certificates));
    }
    List<PathReport> telling = new ArrayList<>(rows);
    told.forEach((row, besides) -> telling.set(row, rows.get(row).telling(besides)));
    return telling;
  }

  private static Told told(JsonNode columns, List<ShownCertificate> certificates)
      throws UnreadableReportException {
    String client = columns.path(2).asText();
    ReportJson.require(
        client.isEmpty() || Cidr.isLiteral(client), "a client's address that is none");
    int certificate = (int) ReportJson.number(columns.path(3), NONE, certificates.size() - 1L);
    return new Told(
        client.isEmpty() ? null : AddressText.of(Cidr.literal(client)),
        certificate == NONE ? null : certificates.get(certificate),
        names(columns.path(4)));
  }

  private static List<String> names(JsonNode told) throws UnreadableReportException {
    List<String> names = told.isMissingNode() ? List.of() : List.of(told.asText().split(" ", -1));
    ReportJson.require(
        (told.isMissingNode() || told.isTextual())
            && names.size() <= Told.MOST_NAMES
            && names.stream().allMatch(Told::isHost),
        "a server's name for itself that is none");
    return names;
  }

  private static ShownCertificate certificate(JsonNode columns) throws UnreadableReportException {
    ReportJson.require(
        (columns.size() == 6 || columns.size() == 8)
            && columns.valueStream().limit(3).allMatch(JsonNode::isTextual)
            && columns
                .valueStream()
                .skip(6)
                .allMatch(
                    digest -> digest.isTextual() && ShownCertificate.isDigest(digest.asText())),
        "a certificate in another form");
    List<String> names = Stream.of(columns.path(2).asText().split(" ")).toList();
    ReportJson.require(
        names.stream().allMatch(ShownCertificate::isName), "a certificate for what is no name");
    return new ShownCertificate(
        PlainText.line(columns.path(0).asText(), ShownCertificate.NAME_LENGTH),
        PlainText.line(columns.path(1).asText(), ShownCertificate.NAME_LENGTH),
        names.stream().filter(name -> !name.isEmpty()).toList(),
        (int) ReportJson.number(columns.path(3), 0, ShownCertificate.MOST_NAMES),
        time(columns.path(4)),
        time(columns.path(5)),
        columns.path(6).asText(),
        columns.path(7).asText());
  }

  private static Instant time(JsonNode seconds) throws UnreadableReportException {
    return Instant.ofEpochSecond(
        ReportJson.number(
            seconds,
            ShownCertificate.EARLIEST.getEpochSecond(),
            ShownCertificate.LATEST.getEpochSecond()));
  }

  private List<String> targets(PathReport row) {
    return plan.paths().get(plan.indexOf(row.path())).targets();
  }
}
