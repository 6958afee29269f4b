package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.Instances;
import io.esgoperator.probe.plan.ProbePlans;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbePlanTest {
  @Test
  void the_pod_reads_what_the_operator_writes() throws JsonProcessingException {
    ProbePlan plan = Plans.of(Plans.INSPECTED, Plans.DCC);
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(plan), ProbePlan.class)).isEqualTo(plan);
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
