package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Names;
import io.esgoperator.operator.turns.WantedRound;
import io.esgoperator.resolve.ResolvedHosts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a pass wants of the gate. */
class PassTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String TARGETS_OF_ITS_OWN =
      "probe: {targets: {dns-udp: [a.example], dns-tcp: [a.example], smtp-out: [a.example], http: [a.example], https: [a.example], razor2: [a.example], pyzor: [a.example]}}";

  @Test
  void a_round_lasts_at_most_its_deadline_and_half_a_minute_to_read_it() {
    EsgInstance instance = instance("");
    assertThat(pass(instance).wanted("id", NOON, true))
        .isEqualTo(
            new WantedRound(
                pass(instance).key(),
                "id",
                NOON,
                ProbeJobs.deadline(instance).plus(Duration.ofSeconds(30)),
                true,
                false));
  }

  @Test
  void a_round_that_the_annotation_asks_for_is_wanted_as_such() {
    EsgInstance instance = instance("");
    instance.getMetadata().setAnnotations(Map.of(Names.PROBE_NOW, "please"));
    assertThat(pass(instance).wanted("id", NOON, true).isAskedFor()).isTrue();
  }

  @Test
  void public_servers_are_asked_unless_each_path_to_anywhere_has_others() {
    assertThat(pass(instance("")).asksPublicServers()).isTrue();
    assertThat(pass(instance(TARGETS_OF_ITS_OWN)).asksPublicServers()).isFalse();
  }

  private static EsgInstance instance(String spec) {
    EsgInstance instance = Instances.withSpec(spec);
    instance.getMetadata().setUid("uid");
    return instance;
  }

  private static Pass pass(EsgInstance instance) {
    return new Pass(
        instance, Round.next(instance, Optional.empty(), NOON), new ResolvedHosts(Map.of()), null);
  }
}
