package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.lookup.ServerFailedException;

/** What instances with very many, changing or silent names cost others, and themselves. */
class HostileNamesTest {
  private static final InstanceKey OWN = new InstanceKey("mail", "gateway", "uid-1");
  private static final InstanceKey HOSTILE = new InstanceKey("hostile", "names", "uid-2");

  private final MovableClock clock = new MovableClock();
  private final OpenLookups lookups = new OpenLookups();
  private final List<InstanceKey> told = new ArrayList<>();
  private final HostResolver resolver = resolver();

  private HostResolver resolver() {
    HostResolver made = new HostResolver(lookups, clock);
    made.tell(told::add);
    return made;
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
    lookups.answer("a.example.net", "192.0.2.1");
    assertThat(told).isEmpty();
    lookups.answer("b.example.net", "192.0.2.2");
    assertThat(told).containsExactly(OWN);
    assertThat(resolve(OWN, "a.example.net", "b.example.net").of("b.example.net"))
        .containsExactly("192.0.2.2");
  }

  @Test
  void an_answer_after_half_a_second_is_told_although_another_one_is_missing() {
    resolve(OWN, "a.example.net", "b.example.net");
    clock.advance(Duration.ofMillis(500));
    lookups.answer("a.example.net", "192.0.2.1");
    assertThat(told).containsExactly(OWN);
  }

  @Test
  void an_answer_that_changes_nothing_is_not_told() {
    resolve(OWN, "a.example.net");
    lookups.answer("a.example.net", "192.0.2.1");
    told.clear();
    clock.advance(Duration.ofMinutes(1));
    resolve(OWN, "a.example.net");
    lookups.answer("a.example.net", "192.0.2.1");
    assertThat(told).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    resolve(OWN, "a.example.net");
    lookups.answer("a.example.net", "192.0.2.9");
    assertThat(told).containsExactly(OWN);
  }

  @Test
  void silent_names_open_few_look_ups_however_many_they_are() {
    for (int instance = 0; instance < 200; instance++) {
      resolver.resolve(
          new InstanceKey("hostile-" + instance % 20, "i" + instance, "uid-" + instance),
          OpenLookups.names(instance + ".", 100),
          List.of());
    }
    assertThat(lookups.open()).hasSize(50);
  }

  @Test
  void silent_names_of_one_namespace_delay_no_name_of_another() {
    for (int instance = 0; instance < 200; instance++) {
      resolver.resolve(
          new InstanceKey("hostile", "i" + instance, "uid-" + instance),
          OpenLookups.names(instance + ".", 100),
          List.of());
    }
    resolve(OWN, "dc.example.net");
    lookups.answer("dc.example.net", "192.0.2.1");
    assertThat(told).containsExactly(OWN);
  }

  @Test
  void where_many_namespaces_are_silent_each_waits_for_its_turn_alone() {
    for (int instance = 0; instance < 200; instance++) {
      resolver.resolve(
          new InstanceKey("hostile-" + instance % 20, "i" + instance, "uid-" + instance),
          OpenLookups.names(instance + ".", 100),
          List.of());
    }
    resolve(OWN, "dc.example.net");
    for (int ended = 0; ended < 21; ended++) {
      lookups.fail(lookups.open().get(0).host());
    }
    assertThat(lookups.open()).extracting(OpenLookups.Open::host).contains("dc.example.net");
  }

  @Test
  void a_look_up_that_has_ended_makes_room_for_the_next_one() {
    Set<String> eight = OpenLookups.names("", 8);
    resolver.resolve(HOSTILE, eight, List.of());
    assertThat(lookups.open()).as("six names of a namespace in two families").hasSize(12);
    assertThat(resolver.size())
        .as("an instance, the eight names that it has, two that wait, six that do not")
        .isEqualTo(17);
    assertThat(resolver.isAsking()).isTrue();
    lookups.fail("n0.example.net");
    assertThat(lookups.open()).hasSize(12);
    assertThat(lookups.open()).extracting(OpenLookups.Open::host).contains("n6.example.net");
  }

  @Test
  void a_name_that_waits_or_is_asked_for_keeps_its_place_and_is_not_asked_for_twice() {
    Set<String> seven = OpenLookups.names("", 7);
    resolver.resolve(HOSTILE, seven, List.of());
    resolver.resolve(HOSTILE, seven, List.of());
    resolve(new InstanceKey("hostile", "other", "uid-3"));
    assertThat(lookups.open()).hasSize(12);
    lookups.fail("n0.example.net");
    assertThat(lookups.open()).extracting(OpenLookups.Open::host).contains("n6.example.net");
  }

  @Test
  void the_answer_for_a_name_that_is_not_wanted_any_more_is_told_to_none() {
    resolve(OWN, "a.example.net");
    resolve(OWN, "b.example.net");
    lookups.answer("a.example.net", "192.0.2.1");
    assertThat(told).isEmpty();
  }

  @Test
  void names_go_with_their_last_use() {
    for (int edit = 0; edit < 30; edit++) {
      resolver.resolve(HOSTILE, OpenLookups.names(edit + ".", 100), List.of());
      lookups.failAll();
    }
    resolve(HOSTILE);
    lookups.failAll();
    assertThat(resolver.size()).as("one instance, no name").isEqualTo(1);
    resolver.forget(HOSTILE);
    assertThat(resolver.size()).isZero();
  }

  @Test
  void names_that_wait_go_with_their_instance() {
    resolver.resolve(HOSTILE, OpenLookups.names("", 100), List.of());
    resolver.forget(HOSTILE);
    lookups.failAll();
    assertThat(lookups.open()).isEmpty();
    assertThat(resolver.size()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void an_instance_that_is_made_anew_under_its_name_takes_the_place_of_the_old_one() {
    resolve(OWN, "dc.example.net");
    lookups.answer("dc.example.net", "192.0.2.1");
    InstanceKey anew = new InstanceKey("mail", "gateway", "uid-9");
    assertThat(resolve(anew, "dc.example.net").of("dc.example.net")).isEmpty();
    lookups.fail("dc.example.net");
    assertThat(resolver.size()).as("the instance, and the name that it has").isEqualTo(2);
  }

  @Test
  void addresses_in_one_instances_status_are_not_taken_as_anothers() {
    resolver.resolve(
        HOSTILE,
        Set.of("dc.example.net"),
        List.of(new ResolvedHost("dc.example.net", List.of("203.0.113.66"), null, null)));
    lookups.fail("dc.example.net");
    ResolvedHosts own = resolve(OWN, "dc.example.net");
    assertThat(own.of("dc.example.net")).isEmpty();
    lookups.answer("dc.example.net", "192.0.2.1");
    assertThat(resolve(OWN, "dc.example.net").of("dc.example.net")).containsExactly("192.0.2.1");
  }

  @Test
  void a_status_that_others_have_written_ends_no_pass() {
    ResolvedHosts hosts =
        resolver.resolve(
            OWN,
            Set.of("dc.example.net"),
            List.of(
                new ResolvedHost("dc.example.net", List.of("192.0.2.9", "no address"), "", null),
                new ResolvedHost("dc.example.net", List.of("192.0.2.10"), null, null)));
    assertThat(hosts.of("dc.example.net")).containsExactly("192.0.2.9");
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
}
