package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownAddressesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROOM = 1_000;

  @Test
  void what_a_status_tells_is_added_to_what_it_told_before_up_to_a_hundred() {
    KnownAddresses sixty = recalling(KnownAddresses.NONE, many(60));
    assertThat(recalling(sixty, many(100)).held()).hasSize(100);
    assertThat(recalling(sixty, many(101)).held()).hasSize(100);
    assertThat(recalling(recalling(sixty, many(100)), List.of("192.0.2.1")).held())
        .hasSize(100)
        .doesNotContainKey("192.0.2.1");
  }

  @Test
  void a_name_is_silent_since_the_first_time_that_is_told() {
    KnownAddresses silent =
        KnownAddresses.NONE.recalling(List.of(), NOW.minusSeconds(60), "silence", ROOM, NOW);
    assertThat(silent.since()).isEqualTo(NOW.minusSeconds(60));
    assertThat(silent.problem()).isEqualTo("silence");
    KnownAddresses later = silent.recalling(List.of(), NOW, "refusal", ROOM, NOW);
    assertThat(later.since()).isEqualTo(NOW.minusSeconds(60));
    assertThat(later.problem()).isEqualTo("silence");
  }

  @Test
  void a_hundred_addresses_are_not_too_many_and_one_more_is() {
    assertThat(answered(KnownAddresses.NONE, many(100)).tooMany()).isFalse();
    assertThat(answered(KnownAddresses.NONE, many(101)).tooMany()).isTrue();
  }

  @Test
  void a_new_address_takes_the_place_of_none_that_is_allowed_already() {
    KnownAddresses full = answered(KnownAddresses.NONE, many(100));
    List<String> more = Stream.concat(Stream.of("192.0.2.1"), many(100).stream()).toList();
    assertThat(answered(full, more).held()).isEqualTo(full.held());
  }

  private static KnownAddresses recalling(KnownAddresses known, List<String> addresses) {
    return known.recalling(addresses, null, null, ROOM, NOW);
  }

  private static KnownAddresses answered(KnownAddresses known, List<String> addresses) {
    return known.answered(new AddressLookup.Answer(addresses, Duration.ofMinutes(1)), ROOM, NOW);
  }

  private static List<String> many(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> "198.51.100." + number).toList();
  }
}
