package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.model.Family;
import io.esgoperator.resolve.KnownHost.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two families share the room of one name. */
class KnownHostTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static final Map<Family, Outcome> DENIED_OVER_IPV6 =
      Map.of(
          Family.IPv4,
          answer(List.of("198.51.100.7")),
          Family.IPv6,
          new Outcome.Failed("no such name (NXDOMAIN)", true));

  @Test
  void what_a_status_tells_of_both_families_fills_the_room_and_no_more() {
    List<String> both = Stream.concat(many("198.51.100."), many("2001:db8::")).toList();
    KnownHost recalled =
        KnownHost.unknown().recalling(new ResolvedHost("a", both, null, null), 150, NOW);
    assertThat(recalled.size()).isEqualTo(150);
    assertThat(recalled.families().get(Family.IPv4).held().keySet())
        .hasSize(100)
        .allMatch(address -> address.contains("."));
    assertThat(recalled.families().get(Family.IPv6).held().keySet())
        .hasSize(50)
        .allMatch(address -> address.contains(":"));
  }

  @Test
  void an_answer_that_comes_again_finds_its_own_room() {
    Map<Family, Outcome> outcomes =
        Map.of(Family.IPv4, answer(many("198.51.100.").toList()), Family.IPv6, answer(List.of()));
    KnownHost once = KnownHost.unknown().after(outcomes, 100, NOW);
    assertThat(once.size()).isEqualTo(100);
    assertThat(once.after(outcomes, 100, NOW).size()).isEqualTo(100);
  }

  /** Load balancers and small servers deny the name where they lack an AAAA record. */
  @Test
  void a_name_that_is_denied_in_one_family_and_has_addresses_in_the_other_is_in_order() {
    KnownHost host = KnownHost.unknown().after(DENIED_OVER_IPV6, 100, NOW);
    assertThat(host.host().addresses()).containsExactly("198.51.100.7");
    assertThat(host.host().problem()).isNull();
  }

  @Test
  void a_family_that_had_addresses_loses_none_by_a_denial() {
    KnownHost host =
        KnownHost.unknown()
            .after(
                Map.of(
                    Family.IPv4, answer(List.of("198.51.100.7")),
                    Family.IPv6, answer(List.of("2001:db8::7"))),
                100,
                NOW)
            .after(DENIED_OVER_IPV6, 100, NOW.plus(Duration.ofDays(1)));
    assertThat(host.host().addresses()).containsExactly("198.51.100.7", "2001:db8::7");
    assertThat(host.host().problem()).isEqualTo("no such name (NXDOMAIN)");
  }

  private static Outcome answer(List<String> addresses) {
    return new Outcome.Answered(new AddressLookup.Answer(addresses, Duration.ofMinutes(1)));
  }

  private static Stream<String> many(String prefix) {
    return IntStream.rangeClosed(1, 100).mapToObj(number -> prefix + number);
  }
}
