package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.catalog.Cidr;
import io.esgoperator.catalog.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaticReadingTest {
  /** A rule of a policy that binds the gateway, and what it says of TCP 25 to 198.51.100.25. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                                              | Opened
          {ports: [{port: 25}]}                                                           | Opened
          {ports: [{port: 25, protocol: UDP}]}                                            | Closed
          {ports: [{protocol: TCP}]}                                                      | Opened
          {ports: [{port: 20, endPort: 30, protocol: TCP}]}                               | Opened
          {ports: [{port: 26, endPort: 30, protocol: TCP}]}                               | Closed
          {ports: [{port: smtp, protocol: TCP}]}                                          | Unclear
          {to: [{ipBlock: {cidr: 198.51.100.0/24}}]}                                      | Opened
          {to: [{ipBlock: {cidr: 198.51.100.0/24, except: [198.51.100.25/32]}}]}          | Closed
          {to: [{ipBlock: {cidr: '::/0'}}]}                                               | Closed
          {to: [{podSelector: {}}]}                                                       | Unclear
          {to: [{podSelector: {}}], ports: [{port: 53, protocol: UDP}]}                   | Closed
          {to: [{podSelector: {}}, {ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 25}]}    | Opened
          """)
  void a_rule_is_read(String rule, Kind kind) {
    assertThat(read(Policies.egress("one", rule)).kind()).isEqualTo(kind);
  }

  @Test
  void without_a_policy_nothing_is_bound() {
    assertThat(read().kind()).isEqualTo(Kind.Unbound);
  }

  @Test
  void what_one_policy_opens_no_other_closes() {
    StaticReading reading =
        read(Policies.egress("open", "{ports: [{port: 25}]}"), Policies.egress("deny", null));
    assertThat(reading.kind()).isEqualTo(Kind.Opened);
    assertThat(reading.policies()).containsExactly("NetworkPolicy open");
  }

  @Test
  void a_policy_without_rules_closes_everything() {
    assertThat(read(Policies.egress("deny", null)).kind()).isEqualTo(Kind.Closed);
  }

  @Test
  void a_policy_on_other_pods_or_of_the_other_direction_does_not_bind() {
    assertThat(
            read(
                    Policies.of("other", "podSelector: {matchLabels: {app: web}}", "Egress", null),
                    Policies.of("in", "podSelector: {}", "Ingress", null))
                .kind())
        .isEqualTo(Kind.Unbound);
  }

  /** Only what the text surely closes can show whether the cluster enforces it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {ports: [{port: 26}]}   | true
          {ports: [{port: 25}]}   | false
          {ports: [{port: smtp}]} | false
          """)
  void a_port_that_may_be_open_is_no_closed_one(String rule, boolean closed) {
    assertThat(
            Policies.onGateway(Policies.egress("one", rule))
                .closes(Cidr.literal("198.51.100.25"), Transport.TCP, 25))
        .isEqualTo(closed);
  }

  /** Where the text surely lets nobody in, somebody who gets in shows that it is not enforced. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                  | true
          {ports: [{port: 26}]}                   | true
          {ports: [{port: 25, protocol: UDP}]}    | true
          {ports: [{port: 25}], from: [{ipBlock: {cidr: 192.0.2.1/32}}]} | false
          {ports: [{port: smtp}]}                 | false
          {}                                      | false
          """)
  void a_port_is_shut_where_no_rule_can_be_about_it(String rule, boolean shut) {
    assertThat(Policies.onGateway(Policies.ingress("one", rule)).shut(25)).isEqualTo(shut);
  }

  @Test
  void without_a_policy_nothing_is_shut() {
    assertThat(Policies.onGateway().shut(25)).isFalse();
  }

  private static StaticReading read(
      io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy... policies) {
    return Policies.onGateway(policies).read(Cidr.literal("198.51.100.25"), Transport.TCP, 25);
  }
}
