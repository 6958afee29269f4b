package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.probe.ProbePlan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where an inbound path is asked. */
class InboundPlansTest {
  private static final ProbePlans.Pods GATEWAY = ProbePlansTest.GATEWAY;

  @Test
  void an_inbound_path_is_asked_at_the_containers_port() {
    assertThat(ProbePlansTest.plans("").inbound().paths().get(0).peers())
        .containsExactly(new ProbePlan.Peer("gateway-0", "10.42.0.4", 2525));
  }

  @Test
  void an_inbound_path_is_asked_at_its_entrances_at_the_port_of_the_service() {
    ProbePlan inbound = ProbePlansTest.plans("").inbound();
    assertThat(inbound.paths())
        .extracting(ProbePlan.PlannedPath::name)
        .containsExactly("smtp-in", ProbePlans.CANARY, "smtp-in@service", "smtp-in@load-balancer");
    assertThat(inbound.paths().get(2).peers())
        .containsExactly(new ProbePlan.Peer("gateway", "10.43.0.7", 25));
  }

  @Test
  void an_inbound_path_begins_with_the_header_that_it_declares() {
    ProbePlan inbound =
        ProbePlansTest.plans("services: {smtps: {}}\nproxyProtocol: {smtp-in: V2}").inbound();
    assertThat(inbound.paths())
        .flatExtracting(
            path ->
                path.peers().stream()
                    .map(peer -> path.name() + " " + peer.proxyProtocol())
                    .toList())
        .contains("smtp-in V2", "smtps null", ProbePlans.CANARY + " null");
  }

  @Test
  void an_entrance_that_a_path_does_not_have_is_not_asked() {
    ProbePlans.Pods podsOnly =
        new ProbePlans.Pods(
            GATEWAY.gateway(),
            GATEWAY.shut(),
            GATEWAY.selected(),
            GATEWAY.unsearched(),
            GATEWAY.operator(),
            (any, path) -> List.of(),
            GATEWAY.targets(),
            true);
    assertThat(ProbePlansTest.plans("", podsOnly).inbound().paths())
        .extracting(ProbePlan.PlannedPath::name)
        .containsExactly("smtp-in", ProbePlans.CANARY);
  }

  @Test
  void without_a_ready_pod_nothing_is_asked_at_the_entrances() {
    ProbePlans.Pods noneReady =
        new ProbePlans.Pods(
            path -> List.of(),
            GATEWAY.shut(),
            GATEWAY.selected(),
            GATEWAY.unsearched(),
            GATEWAY.operator(),
            GATEWAY.entrances(),
            GATEWAY.targets(),
            true);
    ProbePlans plans = ProbePlansTest.plans("", noneReady);
    assertThat(plans.gaps()).extracting(ProbePlans.Gap::reason).contains(Reason.NoGatewayPod);
    assertThat(plans.inbound().paths())
        .extracting(ProbePlan.PlannedPath::name)
        .containsExactly(ProbePlans.CANARY);
  }

  @Test
  void a_path_from_declared_networks_only_is_not_asked_at_its_entrances() {
    assertThat(
            ProbePlansTest.plans("services: {webInterface: {from: [192.0.2.0/24]}}")
                .inbound()
                .paths())
        .extracting(ProbePlan.PlannedPath::name)
        .noneMatch(name -> name.startsWith("web-interface@"));
  }

  @Test
  void entrances_give_way_where_a_report_would_not_hold_them_all() {
    String many =
        IntStream.rangeClosed(1, 32)
            .mapToObj(
                number ->
                    "{name: p%d, direction: Inbound, protocol: TCP, port: %d, anywhere: true, application: Smtp}"
                        .formatted(number, 1_000 + number))
            .collect(Collectors.joining(", ", "additionalPaths: [", "]"));
    assertThat(ProbePlansTest.plans(many).inbound().paths())
        .hasSize(ProbePlans.MOST_REPORTS)
        .extracting(ProbePlan.PlannedPath::name)
        .contains("p32", "smtp-in@service", "smtp-in@load-balancer");
  }

  @Test
  void a_path_for_some_networks_is_asked_with_the_knowledge_of_which() {
    assertThat(
            ProbePlansTest.plans("services: {webInterface: {from: [192.0.2.0/24]}}")
                .inbound()
                .paths()
                .stream()
                .filter(path -> path.name().equals("web-interface")))
        .singleElement()
        .satisfies(path -> assertThat(path.from()).containsExactly("192.0.2.0/24"));
  }
}
