package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rule opens, as it is told. */
class OpenPortTest {
  /** One rule of ingress, and its openings: ports, peers, and the port where there is one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          {}                                                                        | every port from anywhere
          {from: []}                                                                | every port from anywhere
          {ports: [{port: 25}]}                                                     | TCP 25 from anywhere, single 25
          {ports: [{protocol: UDP}]}                                                | UDP, every port from anywhere
          {ports: [{port: 20, endPort: 30}]}                                        | TCP 20 to 30 from anywhere
          {ports: [{port: 1, endPort: 30}]}                                         | TCP 1 to 30 from anywhere
          {ports: [{port: 20, endPort: 65535}]}                                     | TCP 20 to 65535 from anywhere
          {ports: [{port: smtp}]}                                                   | TCP smtp from anywhere, single smtp
          {ports: [{port: 25}, {port: 26}]}                                         | TCP 25 from anywhere, single 25; TCP 26 from anywhere, single 26
          {ports: [{port: '25'}]}                                                   | a port that cannot be read from anywhere
          {from: [{ipBlock: {cidr: 10.0.0.0/8}}]}                                   | every port from 10.0.0.0/8
          {from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/9]}}]}             | every port from 10.0.0.0/8 except 10.0.0.0/9
          {from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/9, 10.192.0.0/10]}}]} | every port from 10.0.0.0/8 except 10.0.0.0/9, 10.192.0.0/10
          {from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/9, 10.128.0.0/9]}}]} | none
          {from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/9, 10.128.0.0/10, 10.192.0.0/10]}}]} | none
          {from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/9, 10.128.0.0/9]}}, {ipBlock: {cidr: 192.0.2.0/24}}]} | every port from 192.0.2.0/24
          {from: [{podSelector: {}}]}                                               | every port from all pods of namespace mail
          {from: [{namespaceSelector: {}}]}                                         | every port from all pods of all namespaces
          {from: [{podSelector: {matchLabels: {app: db}}}]}                         | every port from pods app=db of namespace mail
          {from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [b, a]}]}}]}    | every port from pods app in (a,b) of namespace mail
          {from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [b]}]}}]}    | every port from pods app!=b of namespace mail
          {from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [b, a]}]}}]} | every port from pods app notin (a,b) of namespace mail
          {from: [{podSelector: {matchExpressions: [{key: app, operator: Exists}]}}]}                | every port from pods app of namespace mail
          {from: [{podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}}]}          | every port from pods !app of namespace mail
          {from: [{podSelector: {matchExpressions: [{key: app, operator: Is}]}}]}                    | every port from pods (a term that cannot be read) of namespace mail
          {from: [{namespaceSelector: {matchLabels: {team: web}}, podSelector: {matchLabels: {app: db, tier: x}}}]} | every port from pods app=db,tier=x of namespaces team=web
          {from: [{}]}                                                              | every port from a peer that cannot be read
          """)
  void an_opening_is_told_by_its_ports_and_peers(String rule, String openings) {
    assertThat(openings("{podSelector: {}, ingress: [%s]}".formatted(rule), PolicyEngine.Other))
        .extracting(OpenPortTest::text)
        .containsExactlyElementsOf(openings == null ? List.of() : List.of(openings.split("; ")));
  }

  @ParameterizedTest
  @EnumSource(PolicyEngine.class)
  void a_peer_of_one_address_is_that_host_whatever_the_engine(PolicyEngine engine) {
    assertThat(
            openings(
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.7/32}}, {ipBlock: {cidr: 192.0.2.0/24}}]}]}",
                engine))
        .extracting(OpenPort::hosts)
        .containsExactly(List.of(Optional.of(Cidr.literal("192.0.2.7")), Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(PolicyEngine.class)
  void a_network_without_an_address_is_no_opening_whatever_the_engine(PolicyEngine engine) {
    assertThat(
            openings(
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/9, 10.128.0.0/9]}}, {ipBlock: {cidr: 192.0.2.0/24}}]}]}",
                engine))
        .extracting(OpenPortTest::text)
        .containsExactly("every port from 192.0.2.0/24");
  }

  private static String text(OpenPort open) {
    return open.ports()
        + " from "
        + open.peers()
        + open.single()
            .map(
                port ->
                    ", single " + (port.getIntVal() == null ? port.getStrVal() : port.getIntVal()))
            .orElse("");
  }

  private static List<OpenPort> openings(String spec, PolicyEngine engine) {
    World world = Worlds.town(Worlds.policy("mail", "one", spec)).enforcedBy(engine);
    return Evaluator.of(world)
        .bindings((Workload) Worlds.end(world, "esg"), Direction.Inbound)
        .openings();
  }
}
