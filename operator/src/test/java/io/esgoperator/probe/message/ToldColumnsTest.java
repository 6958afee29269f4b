package io.esgoperator.probe.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.identity.Told;
import io.esgoperator.json.JsonPieces;
import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldColumnsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GATEWAY = "gateway-0 (10.42.0.7)";

  private static final ShownCertificate CERTIFICATE =
      new ShownCertificate(
          "CN=mx.example.net",
          "CN=An Authority",
          List.of("mail.example.net", "mx.example.net"),
          3,
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-04-01T00:00:00Z"),
          "ab".repeat(32),
          "cd".repeat(32));

  @Test
  void what_peers_tell_comes_through() throws UnreadableReportException {
    PathReport row =
        row(Finding.Answered).telling(Map.of(GATEWAY, new Told("2001:db8::25", CERTIFICATE)));
    assertThat(readBack(inbound(), row)).containsExactly(row);
  }

  @Test
  void every_date_that_a_certificate_is_told_with_comes_through() throws UnreadableReportException {
    PathReport row =
        row(Finding.Answered)
            .telling(
                Map.of(
                    GATEWAY,
                    new Told(
                        null,
                        new ShownCertificate(
                            "CN=a",
                            "CN=a",
                            List.of(),
                            0,
                            ShownCertificate.EARLIEST,
                            ShownCertificate.LATEST,
                            "",
                            ""))));
    assertThat(readBack(inbound(), row)).containsExactly(row);
  }

  @Test
  void a_server_that_tells_the_address_alone_shows_no_certificate()
      throws UnreadableReportException {
    PathReport row = row(Finding.Answered).telling(Map.of(GATEWAY, new Told("203.0.113.25", null)));
    assertThat(readBack(inbound(), row)).containsExactly(row);
    assertThat(readBack(Plans.of(inbound().paths().get(0)), row)).containsExactly(row);
  }

  @Test
  void the_gateways_own_ports_tell_the_names_by_which_they_call_themselves()
      throws UnreadableReportException {
    PathReport row =
        row(Finding.Answered)
            .telling(
                Map.of(
                    GATEWAY, Told.NOTHING.calling(List.of("mx.example.net", "out.example.net"))));
    assertThat(readBack(inbound(), row)).containsExactly(row);
    assertThat(written(Plans.of(inbound().paths().get(0)), row)).isEmpty();
  }

  @Test
  void a_certificate_that_several_pods_show_is_written_once() {
    JsonNode root =
        written(
            inbound(),
            row(Finding.Answered).telling(Map.of(GATEWAY, new Told(null, CERTIFICATE))),
            row(Finding.Answered).telling(Map.of(GATEWAY, new Told(null, CERTIFICATE))));
    assertThat(root.path("c")).hasSize(1);
    assertThat(root.path("t").toString()).isEqualTo("[[0,0,\"\",0],[1,0,\"\",0]]");
  }

  @Test
  void of_other_servers_certificates_are_not_written() throws UnreadableReportException {
    ProbePlan outbound = Plans.of(inbound().paths().get(0));
    PathReport row =
        row(Finding.Answered).telling(Map.of(GATEWAY, new Told("203.0.113.25", CERTIFICATE)));
    assertThat(readBack(outbound, row))
        .containsExactly(row.telling(Map.of(GATEWAY, new Told("203.0.113.25", null))));
    assertThat(readBack(outbound, row.telling(Map.of(GATEWAY, new Told(null, CERTIFICATE)))))
        .containsExactly(row(Finding.Answered));
  }

  @Test
  void more_certificates_than_have_room_are_left_out() throws UnreadableReportException {
    List<PathReport> rows =
        IntStream.range(0, ToldColumns.MOST_CERTIFICATES + 1)
            .mapToObj(
                number ->
                    row(Finding.Answered)
                        .telling(
                            Map.of(
                                GATEWAY,
                                new Told(
                                    null,
                                    new ShownCertificate(
                                        "CN=mx" + number,
                                        "CN=An Authority",
                                        List.of(),
                                        0,
                                        Instant.EPOCH,
                                        Instant.EPOCH,
                                        "",
                                        "")))))
            .toList();
    List<PathReport> read = readBack(inbound(), rows.toArray(PathReport[]::new));
    assertThat(read.subList(0, ToldColumns.MOST_CERTIFICATES))
        .isEqualTo(rows.subList(0, ToldColumns.MOST_CERTIFICATES));
    assertThat(read.get(ToldColumns.MOST_CERTIFICATES).told()).isEmpty();
  }

  @Test
  void a_target_is_one_of_its_own_paths() throws UnreadableReportException {
    ProbePlan plan = Plans.of(Plans.DCC, inbound().paths().get(0));
    PathReport row = row(Finding.Answered).telling(Map.of(GATEWAY, new Told("2001:db8::25", null)));
    assertThat(readBack(plan, row)).containsExactly(row);
  }

  @Test
  void where_peers_tell_nothing_nothing_is_written() {
    assertThat(written(inbound(), row(Finding.Answered))).isEmpty();
  }

  @Test
  void what_an_authority_writes_into_a_name_is_made_safe_to_show()
      throws UnreadableReportException {
    assertThat(read("{'t':[[0,0,'',0]],'c':[['CN=\\u001b[2J','CN=a','mx.example.net',0,0,0]]}"))
        .containsExactly(
            row(Finding.Answered)
                .telling(
                    Map.of(
                        GATEWAY,
                        new Told(
                            null,
                            new ShownCertificate(
                                "CN=\\u001b[2J",
                                "CN=a",
                                List.of("mx.example.net"),
                                0,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                "",
                                "")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'t':{}}",
        "{'t':[7]}",
        "{'t':[[0,0,'']]}",
        "{'t':[[0,0,'',-1,0]]}",
        "{'t':[[1,0,'',-1]]}",
        "{'t':[[-1,0,'',-1]]}",
        "{'t':[[0,1,'',-1]]}",
        "{'t':[[0,0,'mx.example.net',-1]]}",
        "{'t':[[0,0,'10.0.0.0/8',-1]]}",
        "{'t':[[0,0,7,-1]]}",
        "{'t':[[0,0,'',0]]}",
        "{'t':[[0,0,'',-2]]}",
        "{'t':[[0,0,'',-1,7]]}",
        "{'t':[[0,0,'',-1,null]]}",
        "{'t':[[0,0,'',-1,'Two words']]}",
        "{'t':[[0,0,'',-1,'mx ']]}",
        "{'t':[[0,0,'',-1,'']]}",
        "{'t':[[0,0,'',-1,'mx mail smtp']]}",
        "{'t':[[0,0,'',-1,'mx.example.net','mx']]}",
        "{'c':[['CN=a','CN=a','',0,0,0,'AB','']]}",
        "{'c':[['CN=a','CN=a','',0,0,0,'',7]]}",
        "{'c':[[]]}",
        "{'c':[['CN=a','CN=a','',0,0]]}",
        "{'c':[['CN=a','CN=a','',0,0,0,0]]}",
        "{'c':[[7,'CN=a','',0,0,0]]}",
        "{'c':[['CN=a',7,'',0,0,0]]}",
        "{'c':[['CN=a','CN=a',7,0,0,0]]}",
        "{'c':[['CN=a','CN=a','two_words <b>',0,0,0]]}",
        "{'c':[['CN=a','CN=a','',-1,0,0]]}",
        "{'c':[['CN=a','CN=a','',10001,0,0]]}",
        "{'c':[['CN=a','CN=a','',0,-1,0]]}",
        "{'c':[['CN=a','CN=a','',0,0,253402300800]]}",
        "{'c':[['a','a','',0,0,0],['b','a','',0,0,0],['c','a','',0,0,0],['d','a','',0,0,0],['e','a','',0,0,0]]}"
      })
  void what_no_probe_writes_is_not_read(String quoted) {
    assertThatThrownBy(() -> read(quoted)).isInstanceOf(UnreadableReportException.class);
  }

  @Test
  void a_probe_of_the_gateways_servers_tells_no_names() {
    assertThatThrownBy(
            () ->
                new ToldColumns(Plans.of(inbound().paths().get(0)))
                    .read(
                        List.of(row(Finding.Answered)),
                        json("{'t':[[0,0,'',-1,'mx.example.net']]}")))
        .isInstanceOf(UnreadableReportException.class);
  }

  @Test
  void a_probe_of_the_gateways_servers_tells_no_certificates() {
    assertThatThrownBy(
            () ->
                new ToldColumns(Plans.of(inbound().paths().get(0)))
                    .read(List.of(), json("{'c':[['CN=a','CN=a','',0,0,0]]}")))
        .isInstanceOf(UnreadableReportException.class);
  }

  @Test
  void a_peer_that_did_not_answer_tells_nothing() {
    assertThatThrownBy(
            () ->
                new ToldColumns(inbound())
                    .read(List.of(row(Finding.NoAnswer)), json("{'t':[[0,0,'203.0.113.25',-1]]}")))
        .isInstanceOf(UnreadableReportException.class);
  }

  private static List<PathReport> read(String quoted) throws UnreadableReportException {
    return new ToldColumns(inbound()).read(List.of(row(Finding.Answered)), json(quoted));
  }

  private static List<PathReport> readBack(ProbePlan plan, PathReport... rows)
      throws UnreadableReportException {
    return new ToldColumns(plan)
        .read(
            List.of(rows).stream().map(row -> row.telling(Map.of())).toList(), written(plan, rows));
  }

  private static JsonNode written(ProbePlan plan, PathReport... rows) {
    return json(
        JsonPieces.of(
            message -> {
              message.writeStartObject();
              new ToldColumns(plan).write(List.of(rows), message);
              message.writeEndObject();
            }));
  }

  private static JsonNode json(String quoted) {
    try {
      return JSON.readTree(quoted.replace('\'', '"'));
    } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ProbePlan inbound() {
    return new ProbePlan(
        ProbePlan.VERSION,
        1_000,
        true,
        null,
        List.of(
            new ProbePlan.PlannedPath(
                "smtp-in",
                Application.Smtp,
                25,
                List.of(new ProbePlan.Peer("gateway-0", "10.42.0.7", 25)))));
  }

  private static PathReport row(Finding finding) {
    return new PathReport("smtp-in", Family.IPv4, finding, GATEWAY, 1, 1, 1, "220 ready");
  }
}
