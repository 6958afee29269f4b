package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.catalog.Family;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
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
  private final HostResolver resolver =
      new HostResolver(
          (host, family) -> {
            lookups++;
            return family == Family.IPv4 ? v4 : v6;
          },
          clock);

  @Test
  void both_families_are_looked_up_apart() {
    assertThat(addresses()).containsExactly("192.0.2.1", "2001:db8::1");
  }

  @Test
  void an_answer_holds_for_its_time_to_live() {
    addresses();
    clock.advance(Duration.ofSeconds(59));
    addresses();
    assertThat(lookups).isEqualTo(2);
    clock.advance(Duration.ofSeconds(1));
    addresses();
    assertThat(lookups).isEqualTo(4);
  }

  @Test
  void a_failing_resolver_takes_no_good_address_away() throws Exception {
    addresses();
    clock.advance(Duration.ofMinutes(10));
    v4 = CompletableFuture.failedFuture(new ServerFailedException());
    v6 = CompletableFuture.failedFuture(new java.io.IOException("timed out"));
    assertThat(addresses()).containsExactly("192.0.2.1", "2001:db8::1");
    assertThat(resolved().problem()).isEqualTo("the resolver failed (SERVFAIL)");
  }

  @Test
  void a_name_that_vanishes_keeps_its_last_good_addresses() throws Exception {
    addresses();
    clock.advance(Duration.ofMinutes(10));
    v4 =
        CompletableFuture.failedFuture(
            new NoSuchDomainException(Name.fromString("dcc1.esvacloud.com."), Type.A));
    assertThat(addresses()).contains("192.0.2.1");
  }

  @Test
  void a_resolver_that_fails_from_the_start_leaves_what_the_status_remembers() {
    v4 = CompletableFuture.failedFuture(new java.io.IOException("timed out"));
    v6 = CompletableFuture.failedFuture(new java.io.IOException("timed out"));
    assertThat(
            resolver
                .resolve(Set.of(HOST), Map.of(HOST, List.of("192.0.2.9", "2001:db8::9")))
                .of(HOST))
        .containsExactly("192.0.2.9", "2001:db8::9");
  }

  @Test
  void a_family_without_addresses_is_no_error() {
    v6 = answer();
    assertThat(addresses()).containsExactly("192.0.2.1");
    assertThat(resolved().problem()).isNull();
  }

  private List<String> addresses() {
    return resolver.resolve(Set.of(HOST), Map.of()).of(HOST);
  }

  private ResolvedHosts.Host resolved() {
    return resolver.resolve(Set.of(HOST), Map.of()).hosts().get(HOST);
  }

  private static CompletionStage<AddressLookup.Answer> answer(String... addresses) {
    return CompletableFuture.completedFuture(
        new AddressLookup.Answer(List.of(addresses), Duration.ofMinutes(1)));
  }
}
