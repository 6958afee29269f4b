package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows of a status are those that the operator writes. */
class LegibleRowsTest {
  private static final ObjectMapper JSON = StatusFixture.JSON;

  /** One row in each list, with a value in each field. */
  private static final String WHOLE =
      """
      {"conditions": [{"type": "Ready", "status": "True", "reason": "Open", "message": "All.",
         "lastTransitionTime": "2026-01-01T12:00:00Z"}],
       "lastProbe": {"job": "esg-probe-a-1", "time": "2026-01-01T12:00:00Z",
         "durationMillis": 42, "settleMillis": 7},
       "paths": [{"name": "sieve", "family": "IPv4", "direction": "Outbound", "protocol": "TCP",
         "port": 25, "requirement": "Mandatory", "verdict": "Open", "reason": "Answered",
         "message": "It answered.", "latencyMillis": 12,
         "since": "2026-01-01T12:00:00Z", "rounds": "ox",
         "history": [{"time": "2026-01-01T12:00:00Z", "verdict": "Open", "reason": "Answered",
           "message": "It answered."}]}],
       "egress": [{"address": "203.0.113.25", "paths": ["smtp-out"], "seenBy": ["mx1.example.net"],
         "since": "2026-01-01T11:00:00Z", "seen": "2026-01-01T11:00:00Z"}],
       "certificates": [{"paths": ["smtp-in"], "subject": "CN=a", "issuer": "CN=b", "names": ["a"],
         "moreNames": 1, "from": "2026-01-01T12:00:00Z", "until": "2026-04-01T12:00:00Z"}],
       "details": {"hosts": ["dc.example.net 192.0.2.1"],
         "unresolved": [{"host": "dc.example.net", "problem": "SERVFAIL", "since": "2026-01-01T12:00:00Z"}],
         "canaries": [{"direction": "Inbound", "family": "IPv4", "found": "Unknown",
         "reason": "CanaryUnreachable", "message": "No pod.", "time": "2026-01-01T12:00:00Z"}],
         "resolvers": [{"address": "192.0.2.53", "seen": "2026-01-01T12:00:00Z"}]}}
      """;

  /** A row, the field that is written over, and what with, as JSON. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /conditions/0      | type               | ""
          /conditions/0      | type               | null
          /conditions/0      | status             | "Maybe"
          /conditions/0      | status             | null
          /conditions/0      | reason             | " "
          /conditions/0      | message            | null
          /conditions/0      | lastTransitionTime | null
          /conditions/0      | lastTransitionTime | "yesterday"
          /conditions/0      | lastTransitionTime | "1969-12-31T23:59:59Z"
          /conditions/0      | lastTransitionTime | "+10000-01-01T00:00:00Z"
          /paths/0           | name               | null
          /paths/0           | name               | "A"
          /paths/0           | name               | "-a"
          /paths/0           | name               | "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          /paths/0           | family             | "IPv5"
          /paths/0           | direction          | "Upwards"
          /paths/0           | protocol           | "SCTP"
          /paths/0           | port               | null
          /paths/0           | port               | 0
          /paths/0           | port               | 65536
          /paths/0           | requirement        | null
          /paths/0           | verdict            | "Foo"
          /paths/0           | message            | null
          /paths/0           | latencyMillis      | -1
          /paths/0           | since              | null
          /paths/0           | rounds             | "oxo?"
          /paths/0           | rounds             | "ooooooooo"
          /paths/0/history/0 | time               | null
          /paths/0           | culprit            | {"name": "x"}
          /paths/0/history/0 | verdict            | "Foo"
          /paths/0/history/0 | verdict            | null
          /paths/0/history/0 | reason             | null
          /paths/0/history/0 | reason             | ""
          /paths/0/history/0 | message            | null
          /details/canaries/0 | direction          | null
          /details/canaries/0 | family             | "IPv5"
          /details/canaries/0 | found              | "Ajar"
          /details/canaries/0 | reason             | ""
          /details/canaries/0 | message            | null
          /details/resolvers/0   | address            | null
          /details/resolvers/0   | address            | "ns.example.net"
          /details/resolvers/0   | seen               | null
          /egress/0           | address            | null
          /egress/0           | address            | "mx.example.net"
          /egress/0           | since              | null
          /egress/0           | seen               | "+10000-01-01T00:00:00Z"
          /egress/0           | paths              | [""]
          /egress/0           | seenBy             | [" "]
          /certificates/0     | subject            | null
          /certificates/0     | issuer             | ""
          /certificates/0     | from               | null
          /certificates/0     | until              | null
          /certificates/0     | moreNames          | 0
          /certificates/0     | paths              | [""]
          /certificates/0     | names              | [" "]
          """)
  void a_row_that_the_operator_would_not_write_is_left_out(String row, String field, String value)
      throws JsonProcessingException {
    JsonNode legible = legible(row, field, value);
    assertThat(legible.at(row.substring(0, row.lastIndexOf('/'))).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /conditions/0    | status             | "False"
          /conditions/0    | status             | "Unknown"
          /conditions/0    | message            | ""
          /conditions/0    | lastTransitionTime | "1970-01-01T00:00:00Z"
          /conditions/0    | lastTransitionTime | "9999-12-31T23:59:59Z"
          /paths/0         | name               | "a"
          /paths/0         | name               | "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          /paths/0         | port               | 1
          /paths/0         | port               | 65535
          /paths/0         | latencyMillis      | 0
          /paths/0         | latencyMillis      | null
          /paths/0         | rounds             | ""
          /paths/0         | rounds             | "oxoxoxox"
          /details/canaries/0 | family             | null
          /details/canaries/0 | message            | ""
          /details/resolvers/0 | address            | "2001:db8::53"
          /egress/0        | address            | "2001:db8::25"
          /egress/0        | seen               | null
          /egress/0        | seenBy             | []
          /certificates/0  | moreNames          | null
          /certificates/0  | names              | []
          """)
  void a_row_at_the_border_stays(String row, String field, String value)
      throws JsonProcessingException {
    assertThat(legible(row, field, value).at(row).isObject()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          job            | null         | false
          job            | "No Name"    | false
          time           | null         | false
          durationMillis | -1           | false
          settleMillis   | -1           | false
          durationMillis | 0            | true
          settleMillis   | null         | true
          node           | "no node"    | false
          node           | "worker-2.example.net" | true
          firstPod       | "../gateway" | false
          firstPod       | "gateway-0"  | true
          nodes          | ["worker-2", "-"] | false
          nodes          | ["worker-2"] | true
          """)
  void a_last_round_is_one_or_none(String field, String value, boolean stays)
      throws JsonProcessingException {
    assertThat(legible("/lastProbe", field, value).path("lastProbe").isObject()).isEqualTo(stays);
  }

  @ParameterizedTest
  @ValueSource(strings = {"policies", "undeclaredOpenings", "otherPolicies", "enforceWouldClose"})
  void of_texts_each_stays_once_and_empty_ones_do_not(String list) throws JsonProcessingException {
    ObjectNode told = (ObjectNode) JSON.readTree(WHOLE);
    ((ObjectNode) told.path("details"))
        .putArray(list)
        .add("one")
        .add("")
        .add(" ")
        .add("two")
        .add("one");
    assertThat(legible(told).path("details").path(list))
        .extracting(JsonNode::textValue)
        .containsExactly("one", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "/paths, name, smtp-in, 2",
    "/paths, reason, Refused, 1",
    "/details/canaries, direction, Outbound, 2",
    "/details/canaries, reason, Silence, 1",
    "/details/resolvers, address, 192.0.2.54, 2",
    "/details/resolvers, seen, 2026-01-02T12:00:00Z, 1",
    "/conditions, type, Other, 2",
    "/conditions, reason, Other, 1"
  })
  void two_rows_are_about_the_same_by_what_names_them(
      String list, String field, String other, int rows) throws JsonProcessingException {
    ObjectNode told = (ObjectNode) JSON.readTree(WHOLE);
    ArrayNode all = (ArrayNode) told.at(list);
    ObjectNode second = all.get(0).deepCopy();
    second.put(field, other);
    all.add(second);
    assertThat(legible(told).at(list)).hasSize(rows);
    assertThat(legible(told).at(list).get(0)).isEqualTo(legible(WHOLE).at(list).get(0));
  }

  @ParameterizedTest
  @CsvSource({"/paths", "/details/canaries"})
  void two_families_are_two_rows(String list) throws JsonProcessingException {
    ObjectNode told = (ObjectNode) JSON.readTree(WHOLE);
    ArrayNode all = (ArrayNode) told.at(list);
    all.add(((ObjectNode) all.get(0).deepCopy()).put("family", "IPv6"));
    EsgInstanceStatus read = StatusFixture.read(told).getStatus();
    assertThat(list.equals("/paths") ? read.paths() : read.canaries()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "dc.example.net 192.0.2.1, 1",
    "dc.example.net, 1",
    "dc.example.net 192.0.2.1 2001:db8::1, 1",
    "dc.example.net dc.example.net, 0",
    "'', 0",
    "' 192.0.2.1', 0"
  })
  void a_host_is_a_name_and_its_addresses(String line, int hosts) throws JsonProcessingException {
    ObjectNode told = (ObjectNode) JSON.readTree(WHOLE);
    ((ObjectNode) told.path("details")).putArray("hosts").add(line);
    assertThat(legible(told).at("/details/hosts")).hasSize(hosts);
  }

  private static JsonNode legible(String row, String field, String value)
      throws JsonProcessingException {
    ObjectNode told = (ObjectNode) JSON.readTree(WHOLE);
    ((ObjectNode) told.at(row)).set(field, JSON.readTree(value));
    return legible(told);
  }

  private static JsonNode legible(String told) throws JsonProcessingException {
    return legible(JSON.readTree(told));
  }

  private static JsonNode legible(JsonNode told) {
    return JSON.valueToTree(StatusFixture.read(told).getStatus());
  }
}
