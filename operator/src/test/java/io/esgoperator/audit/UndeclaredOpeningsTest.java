package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndeclaredOpeningsTest {
  private static final NetworkPolicy IN = Policies.ingress("in", null);
  private static final NetworkPolicy OUT = Policies.egress("out", null);

  /** A rule of another policy on the gateway, and what it opens beyond the minimal sample. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ports: [{port: 25}]}                                                       |
          {ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}             |
          {to: [{ipBlock: {cidr: 198.51.100.62/32}}], ports: [{port: 6277, protocol: UDP}]} |
          {to: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: 6277, protocol: UDP}]} | UDP 6277 to 198.51.100.0/24
          {ports: [{port: 6277, protocol: UDP}]}                                      | UDP 6277 to anywhere
          {}                                                                          | every port to anywhere
          {to: [{podSelector: {}}]}                                                   | every port to selected pods
          {ports: [{port: 8080}]}                                                     | TCP 8080 to anywhere
          {ports: [{port: 25, endPort: 30}]}                                          | TCP 25 to 30 to anywhere
          {ports: [{protocol: UDP}]}                                                  | UDP, every port to anywhere
          {ports: [{port: metrics}]}                                                  | TCP metrics to anywhere
          """)
  void what_another_policy_opens_beyond_the_declaration_is_told(String rule, String opening) {
    assertThat(openings(IN, Policies.egress("other", rule)))
        .isEqualTo(
            opening == null
                ? List.of()
                : List.of("Egress: NetworkPolicy other opens " + opening + "."));
  }

  @Test
  void what_comes_in_is_read_too() {
    assertThat(openings(OUT, Policies.ingress("other", "{ports: [{port: 22}, {port: 25}]}")))
        .containsExactly("Ingress: NetworkPolicy other opens TCP 22 from anywhere.");
  }

  @Test
  void a_direction_that_nothing_binds_is_wide_open() {
    assertThat(openings(OUT))
        .containsExactly("Ingress: everything is open, since no NetworkPolicy binds the gateway.");
  }

  @Test
  void the_own_policy_is_the_declaration() {
    assertThat(openings(IN, Policies.egress("esg-gateway", "{}"))).isEmpty();
  }

  private static List<String> openings(NetworkPolicy... policies) {
    return new UndeclaredOpenings(
            Instances.sample("minimal").getSpec(),
            host -> host.equals("dcc1.esvacloud.com") ? List.of("198.51.100.62") : List.of())
        .of(new PodPolicies(List.of(policies), Map.of("app", "esg")), "esg-gateway");
  }
}
