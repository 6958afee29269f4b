package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.esgoperator.api.v1alpha1.Rules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The borders of rules that the API server checks by CEL. */
class SpecRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"probe": {"targets": {"smtp-out": []}}}                                         | true
          {"probe": {"targets": {"smtp-in": []}}}                                          | false
          {"probe": {"targets": {"ntp": []}}}                                              | false
          {"additionalPaths": [{"name": "ntp"}], "probe": {"targets": {"ntp": []}}}        | true
          {"additionalPaths": [{"name": "ntp"}], "probe": {"targets": {"": []}}}           | false
          """)
  void targets_are_of_outbound_paths_and_of_additional_ones(String spec, boolean kept)
      throws JsonProcessingException {
    assertThat(SpecRules.keeps(JSON.readTree(spec), Rules.TARGETS_NAME_PATHS)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                                                                                | true
          {"proxyProtocol": {"smtp-in": "V1", "smtps": "V2"}}                                                                               | true
          {"proxyProtocol": {"smtp-out": "V1"}}                                                                                             | false
          {"proxyProtocol": {"sieve": "V1"}}                                                                                                | false
          {"additionalPaths": [{"name": "sieve", "direction": "Inbound", "protocol": "TCP"}], "proxyProtocol": {"sieve": "V1"}}             | true
          {"additionalPaths": [{"name": "sieve", "direction": "Outbound", "protocol": "TCP"}], "proxyProtocol": {"sieve": "V1"}}            | false
          {"additionalPaths": [{"name": "sieve", "direction": "Inbound", "protocol": "UDP"}], "proxyProtocol": {"sieve": "V1"}}             | false
          """)
  void proxy_headers_are_of_inbound_paths_over_tcp(String spec, boolean kept)
      throws JsonProcessingException {
    assertThat(SpecRules.keeps(JSON.readTree(spec), Rules.PROXY_PROTOCOL_NAMES_PATHS))
        .isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}   | true
          {"cidr": "10.0.0.0/8", "except": ["10.0.0.0/9"]}    | true
          {"cidr": "10.0.0.0/8", "except": ["10.0.0.0/8"]}    | false
          {"cidr": "10.0.0.0/8", "except": ["11.0.0.0/16"]}   | false
          {"cidr": "10.0.0.0/8", "except": ["no network"]}    | true
          {"cidr": "no network", "except": ["11.0.0.0/16"]}   | true
          {"cidr": "10.0.0.0/8"}                              | true
          """)
  void an_exception_lies_inside_of_its_network(String peer, boolean kept)
      throws JsonProcessingException {
    assertThat(SpecRules.keeps(JSON.readTree(peer), Rules.EXCEPT_INSIDE)).isEqualTo(kept);
  }

  /** To the API server's CEL a number with a point is no integer (k8s.io/apiserver, values.go). */
  @ParameterizedTest
  @CsvSource({
    "25, true",
    "465, true",
    "587, true",
    "25.0, false",
    "24, false",
    "26, false",
    "0, false",
    "2525, false",
    "4294967321, false"
  })
  void a_relay_takes_mail_at_three_ports(String port, boolean kept) throws JsonProcessingException {
    assertThat(SpecRules.keeps(JSON.readTree(port), Rules.RELAY_PORT)).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({
    "29s, 9s, false",
    "30s, 9s, true",
    "24h, 60s, true",
    "25h, 61s, false",
    "1m, 1s, true",
    "1m, 0s, false",
    "soon, soon, true"
  })
  void an_interval_and_a_timeout_have_borders(String interval, String timeout, boolean kept) {
    assertThat(
            SpecRules.keeps(TextNode.valueOf(interval), Rules.INTERVAL_RANGE)
                && SpecRules.keeps(TextNode.valueOf(timeout), Rules.TIMEOUT_RANGE))
        .isEqualTo(kept);
  }
}
