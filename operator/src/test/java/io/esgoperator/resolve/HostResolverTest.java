package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.model.Family;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.ServerFailedException;

class HostResolverTest {
  private static final String HOST = "dcc1.esvacloud.com";

  private final MovableClock clock = new MovableClock();
  private int lookups;
  private CompletionStage<AddressLookup.Answer> v4 = answer("192.0.2.1");
  private CompletionStage<AddressLookup.Answer> v6 = answer("2001:db8::1");
  private final HostResolver resolver = resolver();

  @Test
  void both_families_are_looked_up_apart() {
    assertThat(addresses()).containsExactly("192.0.2.1", "2001:db8::1");
  }

  @ParameterizedTest
  @CsvSource({"0, 30", "29, 30", "60, 60", "300, 300", "86400, 300"})
  void an_answer_holds_for_its_time_to_live_between_a_floor_and_a_cap(int declared, int held) {
    v4 = answer(Duration.ofSeconds(declared), "192.0.2.1");
    v6 = answer(Duration.ofDays(1), "2001:db8::1");
    addresses();
    clock.advance(Duration.ofSeconds(held).minusMillis(1));
    addresses();
    assertThat(lookups).isEqualTo(2);
    clock.advance(Duration.ofMillis(1));
    addresses();
    assertThat(lookups).isEqualTo(4);
  }

  @Test
  void a_failing_resolver_takes_no_good_address_away() {
    addresses();
    v4 = CompletableFuture.failedFuture(new ServerFailedException());
    v6 = CompletableFuture.failedFuture(new IOException("timed out"));
    for (int hour = 0; hour < 48; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(addresses()).containsExactly("192.0.2.1", "2001:db8::1");
    }
    assertThat(resolved().problem()).isEqualTo("the resolver failed (SERVFAIL)");
  }

  @Test
  void a_name_that_vanishes_keeps_its_last_good_addresses() throws Exception {
    addresses();
    v4 = nxdomain(Type.A);
    v6 = nxdomain(Type.AAAA);
    clock.advance(Duration.ofDays(2));
    assertThat(addresses()).containsExactly("192.0.2.1", "2001:db8::1");
    assertThat(resolved().problem()).isEqualTo("no such name (NXDOMAIN)");
  }

  @Test
  void a_name_that_loses_every_address_keeps_the_last_good_ones() {
    addresses();
    v4 = answer();
    v6 = answer();
    clock.advance(Duration.ofDays(2));
    assertThat(addresses()).containsExactly("192.0.2.1", "2001:db8::1");
    assertThat(resolved().problem()).isEqualTo("the name has no address");
  }

  @Test
  void a_name_that_gives_up_a_family_loses_it_after_the_grace_time() {
    addresses();
    v6 = answer();
    clock.advance(Duration.ofMinutes(1));
    assertThat(addresses()).containsExactly("192.0.2.1", "2001:db8::1");
    assertThat(resolved().problem()).isNull();
    clock.advance(Duration.ofMinutes(10));
    assertThat(addresses()).containsExactly("192.0.2.1");
  }

  @Test
  void an_address_that_a_name_left_stays_for_the_grace_time() {
    addresses();
    clock.advance(Duration.ofMinutes(1));
    v4 = answer("192.0.2.2");
    assertThat(addresses()).startsWith("192.0.2.1", "192.0.2.2");
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(addresses()).startsWith("192.0.2.1", "192.0.2.2");
    clock.advance(Duration.ofMinutes(1));
    assertThat(addresses()).startsWith("192.0.2.2").doesNotContain("192.0.2.1");
  }

  @Test
  void an_address_that_caches_may_still_hand_out_stays_as_well() {
    v4 = answer(Duration.ofHours(2), "192.0.2.1");
    addresses();
    clock.advance(Duration.ofMinutes(5));
    v4 = answer("192.0.2.2");
    addresses();
    clock.advance(Duration.ofHours(2));
    assertThat(addresses()).contains("192.0.2.1");
    clock.advance(Duration.ofMinutes(6));
    assertThat(addresses()).doesNotContain("192.0.2.1");
  }

  @Test
  void a_name_that_rotates_ends_with_all_of_its_addresses_and_stays_so() {
    for (int turn = 0; turn < 8; turn++) {
      v4 = answer("192.0.2." + (1 + turn % 4), "192.0.2." + (1 + (turn + 1) % 4));
      addresses();
      clock.advance(Duration.ofMinutes(1));
    }
    List<String> settled = addresses();
    assertThat(settled).contains("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4");
    for (int turn = 8; turn < 100; turn++) {
      v4 = answer("192.0.2." + (1 + turn % 4), "192.0.2." + (1 + (turn + 1) % 4));
      clock.advance(Duration.ofMinutes(1));
      assertThat(addresses()).isEqualTo(settled);
    }
  }

  @Test
  void a_name_with_very_many_addresses_has_a_hundred_of_them_and_says_so() {
    v4 = answer(numbered(1, 200));
    List<String> first = addresses();
    assertThat(first).hasSize(101);
    assertThat(resolved().tooMany()).isTrue();
    assertThat(resolved().problem()).isNull();
    v4 = answer(numbered(51, 250));
    clock.advance(Duration.ofMinutes(1));
    assertThat(addresses())
        .as("those still in the answer stay")
        .hasSize(101)
        .containsAll(first.stream().filter(List.of(numbered(51, 250))::contains).toList());
  }

  @Test
  void the_cap_leaves_out_what_has_left_before_what_is_there() {
    v4 = answer(numbered(1, 60));
    addresses();
    v4 = answer(numbered(61, 140));
    clock.advance(Duration.ofMinutes(1));
    assertThat(addresses()).hasSize(101).contains(numbered(61, 140));
  }

  @Test
  void a_resolver_that_fails_from_the_start_leaves_what_the_status_remembers() {
    fail();
    assertThat(
            after(new ResolvedHost(HOST, List.of("192.0.2.9", "2001:db8::9"), null, null)).of(HOST))
        .containsExactly("192.0.2.9", "2001:db8::9");
  }

  @Test
  void what_the_status_remembers_has_its_grace_time_after_a_restart() {
    ResolvedHost before = new ResolvedHost(HOST, List.of("192.0.2.9"), null, null);
    assertThat(after(before).of(HOST)).contains("192.0.2.1", "192.0.2.9");
    clock.advance(Duration.ofMinutes(11));
    assertThat(after(before).of(HOST)).contains("192.0.2.1").doesNotContain("192.0.2.9");
  }

  @Test
  void a_name_is_as_stale_after_a_restart_as_it_was_before() {
    fail();
    Instant then = clock.instant().minus(Duration.ofHours(3));
    ResolvedHosts.Host host =
        after(new ResolvedHost(HOST, List.of("192.0.2.9"), "SERVFAIL", then)).hosts().get(HOST);
    assertThat(host.since()).isEqualTo(then);
    assertThat(host.isStale(clock.instant())).isTrue();
  }

  @Test
  void an_instance_that_knows_nothing_takes_no_memory_from_one_that_does() {
    fail();
    InstanceKey other = new InstanceKey("mail", "other", "uid-2");
    assertThat(resolver.resolve(other, Set.of(HOST), List.of()).of(HOST)).isEmpty();
    assertThat(after(new ResolvedHost(HOST, List.of("192.0.2.9"), null, null)).of(HOST))
        .containsExactly("192.0.2.9");
    assertThat(resolver.resolve(other, Set.of(HOST), List.of()).of(HOST)).isEmpty();
  }

  @Test
  void after_a_restart_a_name_has_the_problem_that_it_had_until_it_is_asked_for() {
    ResolvedHost before = new ResolvedHost(HOST, List.of("192.0.2.9"), "SERVFAIL", clock.instant());
    v4 = new CompletableFuture<>();
    ResolvedHosts hosts = resolver.resolve(Looking.GATEWAY, Set.of(HOST), List.of(before));
    assertThat(hosts.hosts().get(HOST).problem()).isEqualTo("SERVFAIL");
  }

  @Test
  void a_name_is_stale_when_it_has_not_answered_for_ten_minutes() {
    addresses();
    fail();
    clock.advance(Duration.ofMinutes(1));
    addresses();
    clock.advance(Duration.ofMinutes(10).minusSeconds(1));
    assertThat(resolved().isStale(clock.instant())).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(resolved().isStale(clock.instant())).isTrue();
    v4 = answer("192.0.2.1");
    v6 = answer("2001:db8::1");
    clock.advance(Duration.ofMinutes(1));
    assertThat(resolved().isStale(clock.instant())).isFalse();
  }

  @Test
  void a_family_without_addresses_is_no_error() {
    v6 = answer();
    assertThat(addresses()).containsExactly("192.0.2.1");
    assertThat(resolved().problem()).isNull();
  }

  @Test
  void a_name_that_never_had_an_address_is_a_problem() {
    v4 = answer();
    v6 = answer();
    assertThat(addresses()).isEmpty();
    assertThat(resolved().problem()).isEqualTo("the name has no address");
  }

  @Test
  void a_failed_look_up_is_repeated_soon() {
    fail();
    assertThat(resolved().expires()).isEqualTo(clock.instant().plusSeconds(30));
  }

  private HostResolver resolver() {
    return new HostResolver(
        (host, family) -> {
          lookups++;
          return family == Family.IPv4 ? v4 : v6;
        },
        clock);
  }

  private void fail() {
    v4 = CompletableFuture.failedFuture(new IOException("timed out"));
    v6 = CompletableFuture.failedFuture(new IOException("timed out"));
  }

  private List<String> addresses() {
    return resolved().addresses();
  }

  private ResolvedHosts.Host resolved() {
    return Looking.settled(resolver, HOST).hosts().get(HOST);
  }

  private ResolvedHosts after(ResolvedHost remembered) {
    return Looking.settled(resolver, HOST, remembered);
  }

  private static String[] numbered(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> "198.51.100." + number)
        .toArray(String[]::new);
  }

  private static CompletionStage<AddressLookup.Answer> nxdomain(int type) throws Exception {
    return CompletableFuture.failedFuture(
        new NoSuchDomainException(Name.fromString("dcc1.esvacloud.com."), type));
  }

  private static CompletionStage<AddressLookup.Answer> answer(String... addresses) {
    return answer(Duration.ofMinutes(1), addresses);
  }

  private static CompletionStage<AddressLookup.Answer> answer(
      Duration timeToLive, String... addresses) {
    return CompletableFuture.completedFuture(
        new AddressLookup.Answer(List.of(addresses), timeToLive));
  }
}
