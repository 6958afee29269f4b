package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.plan.ProbePlans;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbePlanTest {
  @Test
  void the_pod_reads_what_the_operator_writes() throws JsonProcessingException {
    ProbePlan plan =
        Plans.of(
            Plans.INSPECTED,
            Plans.DCC,
            new ProbePlan.PlannedPath(
                "smtp-in",
                Application.Smtp,
                25,
                List.of(new ProbePlan.Peer("gateway-0", "10.42.0.4", 25, ProxyProtocol.V2))));
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(plan), ProbePlan.class)).isEqualTo(plan);
  }

  @Test
  void a_pod_that_listens_is_told_its_port_and_asks_nothing() throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    ProbePlan told =
        json.readValue(json.writeValueAsString(ProbePlan.listening(8081)), ProbePlan.class);
    assertThat(told.version()).isEqualTo(ProbePlan.VERSION);
    assertThat(told.listen()).isEqualTo(8081);
    assertThat(told.paths()).isEmpty();
  }

  @Test
  void a_plan_with_other_paths_asks_them_in_the_same_way() {
    ProbePlan plan =
        new ProbePlan(ProbePlan.VERSION, 2_000, true, "PEM", List.of(Plans.INSPECTED), 8081, null);
    assertThat(plan.with(List.of(Plans.DCC)))
        .isEqualTo(
            new ProbePlan(ProbePlan.VERSION, 2_000, true, "PEM", List.of(Plans.DCC), 8081, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          false |                             | IPv4 | false
          true  |                             | IPv4 | true
          false | 10.42.0.0/16                | IPv4 | false
          false | 203.0.113.0/24 10.42.0.0/16 | IPv4 | false
          false | 203.0.113.0/24              | IPv4 | true
          false | 10.42.0.0/16                | IPv6 | true
          true  | 10.42.0.0/16                | IPv4 | true
          """)
  void a_path_is_closed_to_a_pod_outside_of_the_networks_that_it_is_for(
      boolean closed, String from, Family family, boolean closedToPod) {
    ProbePlan.PlannedPath path =
        new ProbePlan.PlannedPath(
            "web",
            Application.Https,
            443,
            closed,
            from == null ? List.of() : List.of(from.split(" ")),
            Inspection.off(),
            List.of(),
            false);
    Vantage pod =
        Vantage.at(List.of(Cidr.literal("10.42.0.9"), Cidr.literal("fd00:10::9")), List.of());
    assertThat(path.isClosedTo(pod, family)).isEqualTo(closedToPod);
  }

  @Test
  void a_visit_must_not_get_through_to_the_listeners_and_does_to_the_operator() {
    ProbePlan.Peer listener = new ProbePlan.Peer("gateway-0", "10.42.0.4", 8081);
    ProbePlan.Peer operator = new ProbePlan.Peer("esg-operator", "10.42.0.7", 8080);
    ProbePlan plan = ProbePlans.visit(Duration.ofSeconds(5), List.of(listener), List.of(operator));
    assertThat(plan.timeoutMillis()).isEqualTo(5_000);
    assertThat(plan.paths()).extracting(ProbePlan.PlannedPath::closed).containsExactly(true, false);
    assertThat(plan.paths()).extracting(ProbePlan.PlannedPath::port).containsExactly(8081, 8080);
    assertThat(plan.paths())
        .extracting(ProbePlan.PlannedPath::peers)
        .containsExactly(List.of(listener), List.of(operator));
  }

  @Test
  void the_names_of_targets_are_those_of_outbound_paths() {
    assertThat(
            ProbePlans.targetHosts(
                Instances.withSpec(
                        "additionalPaths: [{name: chat, direction: Inbound, protocol: TCP, port: 5222, anywhere: true}]\nprobe: {targets: {chat: [chat.example.net], http: [web.example.net, 192.0.2.80]}}")
                    .getSpec()))
        .contains("web.example.net")
        .doesNotContain("chat.example.net", "192.0.2.80");
  }
}
