package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of policy.networking.k8s.io, as its schemas write them, each kept and broken. */
class AdminRulesTest {
  private static final String NO_NAMED_PORT_BESIDE =
      "!(self.to.exists(peer, has(peer.networks) || has(peer.nodes)%s) && has(self.%s) && self.%2$s.exists(%s))";

  private static boolean keeps(String self, String rule) throws JsonProcessingException {
    return SpecRules.keeps(new ObjectMapper().readTree(self), rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          isCIDR(self)                                       | "10.0.0.0/8"                      | true
          isCIDR(self)                                       | "10.0.0.1/8"                      | true
          isCIDR(self)                                       | "10.0.0.0"                        | false
          isCIDR(self) && cidr(self) == cidr(self).masked()  | "10.0.0.0/8"                      | true
          isCIDR(self) && cidr(self) == cidr(self).masked()  | "10.0.0.1/8"                      | false
          self.metadata.name == 'default'                    | {"metadata": {"name": "default"}} | true
          self.metadata.name == 'default'                    | {"metadata": {"name": "other"}}   | false
          self.start < self.end                              | {"start": 1, "end": 2}            | true
          self.start < self.end                              | {"start": 2, "end": 2}            | false
          self.start < self.end                              | {"start": 3, "end": 2}            | false
          """)
  void a_value_keeps_a_rule_or_breaks_it(String rule, String self, boolean keeps)
      throws JsonProcessingException {
    assertThat(keeps(self, rule)).isEqualTo(keeps);
  }

  /** The names of ports are those of pods: no other peer has any. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"networks": []}             | true  | true
          {"nodes": {}}                | true  | true
          {"domainNames": []}          | false | true
          {"namespaces": {}}           | false | false
          """)
  void a_named_port_stands_beside_pods_alone(String peer, boolean first, boolean later)
      throws JsonProcessingException {
    String ports = NO_NAMED_PORT_BESIDE.formatted("", "ports", "port, has(port.namedPort)");
    String names =
        NO_NAMED_PORT_BESIDE.formatted(
            " || has(peer.domainNames)", "ports", "port, has(port.namedPort)");
    String protocols =
        NO_NAMED_PORT_BESIDE.formatted(
            " || has(peer.domainNames)",
            "protocols",
            "protocol, has(protocol.destinationNamedPort)");
    String named = "{\"to\": [" + peer + "], \"ports\": [{\"namedPort\": \"smtp\"}]}";
    assertThat(keeps(named, ports)).isEqualTo(!first);
    assertThat(keeps(named, names)).isEqualTo(!later);
    assertThat(
            keeps(
                named.replace("ports", "protocols").replace("namedPort", "destinationNamedPort"),
                protocols))
        .isEqualTo(!later);
    assertThat(keeps("{\"to\": [" + peer + "], \"ports\": [{\"portNumber\": {}}]}", names))
        .isTrue();
  }

  @Test
  void a_rule_without_code_is_a_fault_of_the_program() {
    assertThatThrownBy(() -> SpecRules.keeps(NullNode.instance, "self.odd"))
        .hasMessage("a rule without code: self.odd");
  }
}
