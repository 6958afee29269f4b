package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.ResolvedHost;
import io.esgoperator.catalog.Family;
import io.esgoperator.policy.InstanceKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.lookup.ServerFailedException;

/** What instances with very many, changing or silent names cost others, and themselves. */
class HostileNamesTest {
  private static final InstanceKey OWN = new InstanceKey("mail", "gateway", "uid-1");
  private static final InstanceKey HOSTILE = new InstanceKey("hostile", "names", "uid-2");

  private final MovableClock clock = new MovableClock();
  private final List<Open> open = new ArrayList<>();
  private final List<InstanceKey> told = new ArrayList<>();
  private final HostResolver resolver = resolver();

  private HostResolver resolver() {
    HostResolver made = new HostResolver(this::lookup, clock);
    made.tell(told::add);
    return made;
  }

  private CompletableFuture<AddressLookup.Answer> lookup(String host, Family family) {
    CompletableFuture<AddressLookup.Answer> answer = new CompletableFuture<>();
    open.add(new Open(host, family, answer));
    return answer;
  }

  @Test
  void a_pass_does_not_wait_for_an_answer() {
    ResolvedHosts hosts = resolve(OWN, "dc.example.net");
    assertThat(hosts.of("dc.example.net")).isEmpty();
    assertThat(hosts.hosts().get("dc.example.net").awaited()).isTrue();
  }

  @Test
  void an_instance_is_told_when_the_last_of_its_new_names_is_answered() {
    resolve(OWN, "a.example.net", "b.example.net");
    answer("a.example.net", "192.0.2.1");
    assertThat(told).isEmpty();
    answer("b.example.net", "192.0.2.2");
    assertThat(told).containsExactly(OWN);
    assertThat(resolve(OWN, "a.example.net", "b.example.net").of("b.example.net"))
        .containsExactly("192.0.2.2");
  }

  @Test
  void an_answer_after_half_a_second_is_told_although_another_one_is_missing() {
    resolve(OWN, "a.example.net", "b.example.net");
    clock.advance(Duration.ofMillis(500));
    answer("a.example.net", "192.0.2.1");
    assertThat(told).containsExactly(OWN);
  }

  @Test
  void an_answer_that_changes_nothing_is_not_told() {
    resolve(OWN, "a.example.net");
    answer("a.example.net", "192.0.2.1");
    told.clear();
    clock.advance(Duration.ofMinutes(1));
    resolve(OWN, "a.example.net");
    answer("a.example.net", "192.0.2.1");
    assertThat(told).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    resolve(OWN, "a.example.net");
    answer("a.example.net", "192.0.2.9");
    assertThat(told).containsExactly(OWN);
  }

  @Test
  void silent_names_open_few_look_ups_however_many_they_are() {
    for (int instance = 0; instance < 200; instance++) {
      resolver.resolve(
          new InstanceKey("hostile-" + instance % 20, "i" + instance, "uid-" + instance),
          names(instance + ".", 100),
          List.of());
    }
    assertThat(open).hasSize(50);
  }

  @Test
  void silent_names_of_one_namespace_delay_no_name_of_another() {
    for (int instance = 0; instance < 200; instance++) {
      resolver.resolve(
          new InstanceKey("hostile", "i" + instance, "uid-" + instance),
          names(instance + ".", 100),
          List.of());
    }
    resolve(OWN, "dc.example.net");
    answer("dc.example.net", "192.0.2.1");
    assertThat(told).containsExactly(OWN);
  }

  @Test
  void where_many_namespaces_are_silent_each_waits_for_its_turn_alone() {
    for (int instance = 0; instance < 200; instance++) {
      resolver.resolve(
          new InstanceKey("hostile-" + instance % 20, "i" + instance, "uid-" + instance),
          names(instance + ".", 100),
          List.of());
    }
    resolve(OWN, "dc.example.net");
    for (int ended = 0; ended < 21; ended++) {
      fail(open.get(0).host());
    }
    assertThat(open).extracting(Open::host).contains("dc.example.net");
  }

  @Test
  void a_look_up_that_has_ended_makes_room_for_the_next_one() {
    resolver.resolve(HOSTILE, names("", 7), List.of());
    assertThat(open).as("six names of a namespace in two families").hasSize(12);
    fail("n0.example.net");
    assertThat(open).extracting(Open::host).contains("n6.example.net");
  }

  @Test
  void names_go_with_their_last_use() {
    for (int edit = 0; edit < 30; edit++) {
      resolver.resolve(HOSTILE, names(edit + ".", 100), List.of());
      List.copyOf(open).forEach(asked -> fail(asked.host()));
    }
    resolve(HOSTILE);
    List.copyOf(open).forEach(asked -> fail(asked.host()));
    assertThat(resolver.size()).as("one instance, no name").isEqualTo(1);
    resolver.forget(HOSTILE);
    assertThat(resolver.size()).isZero();
  }

  @Test
  void names_that_wait_go_with_their_instance() {
    resolver.resolve(HOSTILE, names("", 100), List.of());
    resolver.forget(HOSTILE);
    List.copyOf(open).forEach(asked -> fail(asked.host()));
    assertThat(open).isEmpty();
    assertThat(resolver.size()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void an_instance_that_is_made_anew_under_its_name_takes_the_place_of_the_old_one() {
    resolve(OWN, "dc.example.net");
    answer("dc.example.net", "192.0.2.1");
    InstanceKey anew = new InstanceKey("mail", "gateway", "uid-9");
    assertThat(resolve(anew, "dc.example.net").of("dc.example.net")).isEmpty();
    fail("dc.example.net");
    assertThat(resolver.size()).as("the instance, and the name that it has").isEqualTo(2);
  }

  @Test
  void an_answer_holds_for_all_instances_that_have_the_name_and_no_longer_than_for_the_first() {
    resolve(OWN, "dc.example.net");
    answer("dc.example.net", "192.0.2.1");
    clock.advance(Duration.ofSeconds(59));
    assertThat(resolve(HOSTILE, "dc.example.net").of("dc.example.net"))
        .containsExactly("192.0.2.1");
    assertThat(open).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    resolve(HOSTILE, "dc.example.net");
    assertThat(open).extracting(Open::family).containsExactly(Family.IPv4, Family.IPv6);
  }

  @Test
  void a_thousand_instances_with_the_same_name_ask_for_it_a_few_times() {
    for (int number = 0; number < 1_000; number++) {
      resolve(instance(number), "dc.example.net");
    }
    assertThat(open).hasSize(2 * LookupQueue.OPEN);
    answer("dc.example.net", "192.0.2.1");
    assertThat(open).isEmpty();
    for (int number = 0; number < 1_000; number++) {
      assertThat(resolve(instance(number), "dc.example.net").of("dc.example.net"))
          .containsExactly("192.0.2.1");
    }
    assertThat(open).isEmpty();
  }

  @Test
  void what_did_not_answer_is_asked_for_each_instance() {
    resolve(OWN, "dc.example.net");
    fail("dc.example.net");
    resolve(HOSTILE, "dc.example.net");
    assertThat(open).hasSize(2);
    answer("dc.example.net");
    resolve(instance(1), "dc.example.net");
    assertThat(open).as("a name without any address").hasSize(2);
  }

  @Test
  void an_answer_goes_with_the_last_instance_that_has_the_name() {
    resolve(OWN, "dc.example.net");
    answer("dc.example.net", "192.0.2.1");
    resolve(HOSTILE, "dc.example.net");
    resolver.forget(OWN);
    assertThat(resolve(instance(1), "dc.example.net").of("dc.example.net")).hasSize(1);
    resolver.forget(instance(1));
    resolve(HOSTILE, "other.example.net");
    fail("other.example.net");
    assertThat(resolver.size()).as("the instance, and the name that it has").isEqualTo(2);
    resolve(OWN, "dc.example.net");
    assertThat(open).hasSize(2);
  }

  private static InstanceKey instance(int number) {
    return new InstanceKey("n" + number, "gateway", "uid-n" + number);
  }

  @Test
  void addresses_in_one_instances_status_are_not_taken_as_anothers() {
    resolver.resolve(
        HOSTILE,
        Set.of("dc.example.net"),
        List.of(new ResolvedHost("dc.example.net", List.of("203.0.113.66"), null, null)));
    fail("dc.example.net");
    ResolvedHosts own = resolve(OWN, "dc.example.net");
    assertThat(own.of("dc.example.net")).isEmpty();
    answer("dc.example.net", "192.0.2.1");
    assertThat(resolve(OWN, "dc.example.net").of("dc.example.net")).containsExactly("192.0.2.1");
  }

  @Test
  void a_status_that_others_have_written_ends_no_pass() {
    ResolvedHosts hosts =
        resolver.resolve(
            OWN,
            Set.of("dc.example.net"),
            List.of(
                new ResolvedHost("dc.example.net", List.of("192.0.2.9", "no address"), "", "never"),
                new ResolvedHost("dc.example.net", List.of("192.0.2.10"), null, null)));
    assertThat(hosts.of("dc.example.net")).containsExactly("192.0.2.9");
  }

  @Test
  void of_more_than_128_names_the_others_are_told_and_not_looked_up() {
    ResolvedHosts hosts = resolver.resolve(HOSTILE, names("", 129), List.of());
    assertThat(hosts.hosts()).hasSize(128);
    assertThat(hosts.leftOut()).containsExactly("n99.example.net");
    assertThat(resolver.resolve(OWN, names("", 128), List.of()).leftOut()).isEmpty();
  }

  @Test
  void a_name_over_the_limit_takes_the_place_of_none_that_is_known() {
    resolver.resolve(HOSTILE, names("", 128), List.of());
    Set<String> more = new TreeSet<>(names("", 128));
    more.add("a.example.net");
    assertThat(resolver.resolve(HOSTILE, more, List.of()).leftOut())
        .containsExactly("a.example.net");
  }

  @Test
  void a_name_over_the_limit_takes_the_place_of_none_that_was_known_before_a_restart() {
    Set<String> more = new TreeSet<>(names("", 128));
    more.add("a.example.net");
    List<ResolvedHost> before =
        names("", 128).stream()
            .map(name -> new ResolvedHost(name, List.of("192.0.2.1"), null, null))
            .toList();
    assertThat(resolver.resolve(HOSTILE, more, before).leftOut()).containsExactly("a.example.net");
  }

  @Test
  void all_names_of_an_instance_have_a_thousand_addresses_together() {
    Set<String> names = names("", 12);
    resolver.resolve(HOSTILE, names, List.of());
    while (!open.isEmpty()) {
      answer(
          open.get(0).host(),
          IntStream.rangeClosed(1, 90)
              .mapToObj(number -> "198.51.100." + number)
              .toArray(String[]::new));
    }
    ResolvedHosts hosts = resolver.resolve(HOSTILE, names, List.of());
    assertThat(hosts.hosts().values().stream().mapToInt(host -> host.addresses().size()).sum())
        .isEqualTo(1_000);
    assertThat(hosts.hosts().values()).filteredOn(ResolvedHosts.Host::tooMany).hasSize(1);
  }

  @Test
  void a_name_that_stays_silent_is_asked_three_times() {
    AtomicInteger tries = new AtomicInteger();
    HostResolver silent =
        new HostResolver(
            (host, family) -> {
              tries.incrementAndGet();
              return CompletableFuture.failedFuture(new IOException("timed out"));
            },
            clock);
    assertThat(Looking.settled(silent, "dc.example.net").hosts().get("dc.example.net").problem())
        .isEqualTo("the resolver gave no answer");
    assertThat(tries).hasValue(2 * 3);
  }

  @Test
  void a_resolver_that_fails_is_not_asked_again_at_once() {
    AtomicInteger tries = new AtomicInteger();
    HostResolver failing =
        new HostResolver(
            (host, family) -> {
              tries.incrementAndGet();
              return CompletableFuture.failedFuture(new ServerFailedException());
            },
            clock);
    Looking.settled(failing, "dc.example.net");
    assertThat(tries).hasValue(2);
  }

  @Test
  void a_look_up_that_throws_has_failed() {
    HostResolver refusing =
        new HostResolver(
            (host, family) -> {
              throw new IllegalStateException("no socket");
            },
            clock);
    assertThat(Looking.settled(refusing, "dc.example.net").hosts().get("dc.example.net").problem())
        .isEqualTo("the resolver gave no answer");
  }

  private ResolvedHosts resolve(InstanceKey instance, String... hosts) {
    return resolver.resolve(instance, Set.of(hosts), List.of());
  }

  private static Set<String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "n" + prefix + number + ".example.net")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void answer(String host, String... addresses) {
    for (Open asked : taken(host)) {
      asked
          .answer()
          .complete(
              new AddressLookup.Answer(
                  asked.family() == Family.IPv4 ? List.of(addresses) : List.of(),
                  Duration.ofMinutes(1)));
    }
  }

  private void fail(String host) {
    taken(host).forEach(asked -> asked.answer().completeExceptionally(new ServerFailedException()));
  }

  private List<Open> taken(String host) {
    List<Open> asked = open.stream().filter(one -> one.host().equals(host)).toList();
    open.removeAll(asked);
    return asked;
  }

  /** A look-up that has not ended. */
  private record Open(String host, Family family, CompletableFuture<AddressLookup.Answer> answer) {}
}
