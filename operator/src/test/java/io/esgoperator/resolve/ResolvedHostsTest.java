package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ResolvedHostsTest {
  private static final Instant NAMED = Instant.parse("2026-01-01T00:00:00Z");

  private final ResolvedHosts hosts = new ResolvedHosts(Map.of(), NAMED, new TreeSet<>());

  @Test
  void a_pass_waits_half_a_second_for_new_names() {
    assertThat(hosts.isJustAsked(NAMED.plusMillis(499))).isTrue();
    assertThat(hosts.prompt(NAMED.plusMillis(100))).contains(Duration.ofMillis(400));
    assertThat(hosts.isJustAsked(NAMED.plusMillis(500))).isFalse();
    assertThat(hosts.prompt(NAMED.plusMillis(500))).isEmpty();
  }

  @Test
  void a_round_waits_fifteen_seconds_for_new_names() {
    assertThat(hosts.isAwaited(NAMED.plusMillis(14_999))).isTrue();
    assertThat(hosts.isAwaited(NAMED.plusSeconds(15))).isFalse();
  }

  @Test
  void nothing_waits_where_each_name_was_asked_for_once() {
    ResolvedHosts known = new ResolvedHosts(Map.of());
    assertThat(known.isJustAsked(NAMED)).isFalse();
    assertThat(known.isAwaited(NAMED)).isFalse();
  }

  @Test
  void the_first_answer_that_ends_says_when_to_ask_again() {
    ResolvedHosts two =
        new ResolvedHosts(
            Map.of(
                "a.example.net",
                new ResolvedHosts.Host(List.of(), NAMED.plusSeconds(60), null, null, false),
                "b.example.net",
                new ResolvedHosts.Host(List.of(), NAMED.plusSeconds(30), null, null, false)));
    assertThat(two.earliestExpiry()).contains(NAMED.plusSeconds(30));
    assertThat(hosts.earliestExpiry()).isEmpty();
  }
}
