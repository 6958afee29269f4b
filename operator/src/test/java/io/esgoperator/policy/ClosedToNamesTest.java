package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosedToNamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [169.254.169.254/32]                |                               | 169.254.169.254/32
          [169.254.169.254/32, 'fd00::/8']    |                               | 169.254.169.254/32 fd00::/8
          [10.0.0.0/8]                        | , {cidr: 10.1.2.0/28}         | 10.0.0.0/8 but 10.1.2.0/28
          [10.1.0.0/16]                       | , {cidr: 10.0.0.0/8}          |
          [10.1.0.0/16]                       | , {cidr: 10.0.0.0/8, except: [10.1.0.0/16]} | 10.1.0.0/16
          []                                  |                               |
          """)
  void a_name_leads_to_no_network_that_stays_closed_whatever_its_owner_answers(
      String except, String beside, String denied) {
    JsonNode spec =
        CiliumNetworkPoliciesTest.spec(
            "policy: {except: %s}\nservices: {ldap: {servers: [{host: dc1.example.net}%s]}}"
                .formatted(except, beside == null ? "" : beside));
    assertThat(
            StreamSupport.stream(spec.path("egressDeny").spliterator(), false)
                .filter(rule -> rule.at("/toPorts/0/ports/0/port").asText().equals("389"))
                .flatMap(rule -> StreamSupport.stream(rule.path("toCIDRSet").spliterator(), false))
                .map(
                    block ->
                        block.path("cidr").asText()
                            + (block.has("except")
                                ? " but " + block.at("/except/0").asText()
                                : "")))
        .isEqualTo(denied == null ? List.of() : List.of(denied.split(" (?!but|10.1.2)")));
  }

  @Test
  void what_the_names_ports_are_denied_closes_no_resolver_of_the_cluster() {
    JsonNode spec =
        CiliumNetworkPoliciesTest.spec(
            "policy: {except: [169.254.0.0/16]}\nadditionalPaths: [{name: dns-lan, direction: Outbound, protocol: UDP, port: 53, peers: [{host: dc1.example.net}]}]");
    assertThat(spec.path("egressDeny").toString())
        .contains("{\"cidr\":\"169.254.0.0/16\",\"except\":[\"169.254.20.10/32\"]}");
  }
}
