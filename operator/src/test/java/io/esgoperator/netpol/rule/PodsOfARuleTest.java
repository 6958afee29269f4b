package io.esgoperator.netpol.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodsOfARuleTest {
  private final Identities population =
      new Identities(new World(Map.of("mail", Map.of()), List.of(), List.of(), List.of()));

  @Test
  void a_pod_that_joins_after_the_first_answer_is_answered_too() {
    LabelQuery query = new LabelQuery(List.of(LabelQuery.Requirement.equality("app", "late")));
    population.asks(query);
    PeerMatch pods = new PeerMatch.Pods(PodQuery.in("mail", query), population, Answer.No);
    TrafficEnd first = member("first");
    assertThat(pods.on(first, Family.IPv4)).isEqualTo(Answer.No);
    assertThat(pods.on(member("late"), Family.IPv4)).isEqualTo(Answer.Yes);
  }

  private TrafficEnd member(String app) {
    Workload pod =
        new Workload(
            "Pod",
            "mail",
            app,
            Labels.of(Map.of("app", app)),
            List.of(),
            NamedPorts.of(List.of()),
            false,
            null);
    return new TrafficEnd(pod, population.add(pod));
  }
}
