package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many names and addresses one instance has, and which are left out above that. */
class NameBoundsTest {
  private static final InstanceKey OWN = new InstanceKey("mail", "gateway", "uid-1");
  private static final InstanceKey HOSTILE = new InstanceKey("hostile", "names", "uid-2");

  private final OpenLookups lookups = new OpenLookups();
  private final HostResolver resolver = new HostResolver(lookups, new MovableClock());

  @Test
  void of_more_than_128_names_the_others_are_told_and_not_looked_up() {
    ResolvedHosts hosts = resolver.resolve(HOSTILE, OpenLookups.names("", 129), List.of());
    assertThat(hosts.hosts()).hasSize(128);
    assertThat(hosts.leftOut()).containsExactly("n99.example.net");
    assertThat(resolver.resolve(OWN, OpenLookups.names("", 128), List.of()).leftOut()).isEmpty();
  }

  @Test
  void a_name_over_the_limit_takes_the_place_of_none_that_is_known() {
    resolver.resolve(HOSTILE, OpenLookups.names("", 128), List.of());
    Set<String> more = new TreeSet<>(OpenLookups.names("", 128));
    more.add("a.example.net");
    assertThat(resolver.resolve(HOSTILE, more, List.of()).leftOut())
        .containsExactly("a.example.net");
  }

  @Test
  void a_name_over_the_limit_takes_the_place_of_none_that_was_known_before_a_restart() {
    Set<String> more = new TreeSet<>(OpenLookups.names("", 128));
    more.add("a.example.net");
    List<ResolvedHost> before =
        OpenLookups.names("", 128).stream()
            .map(name -> new ResolvedHost(name, List.of("192.0.2.1"), null, null))
            .toList();
    assertThat(resolver.resolve(HOSTILE, more, before).leftOut()).containsExactly("a.example.net");
  }

  @Test
  void all_names_of_an_instance_have_a_thousand_addresses_together() {
    Set<String> names = OpenLookups.names("", 12);
    resolver.resolve(HOSTILE, names, List.of());
    while (!lookups.open().isEmpty()) {
      lookups.answer(
          lookups.open().get(0).host(),
          IntStream.rangeClosed(1, 90)
              .mapToObj(number -> "198.51.100." + number)
              .toArray(String[]::new));
    }
    ResolvedHosts hosts = resolver.resolve(HOSTILE, names, List.of());
    assertThat(count(hosts)).isEqualTo(1_000);
    assertThat(hosts.hosts().values()).filteredOn(ResolvedHosts.Host::tooMany).hasSize(1);
  }

  @Test
  void addresses_of_both_families_count_together() {
    Set<String> names = OpenLookups.names("", 12);
    resolver.resolve(HOSTILE, names, List.of());
    while (!lookups.open().isEmpty()) {
      lookups.answer(
          lookups.open().get(0).host(),
          IntStream.rangeClosed(1, 45)
              .boxed()
              .flatMap(number -> Stream.of("198.51.100." + number, "2001:db8::" + number))
              .toArray(String[]::new));
    }
    assertThat(count(resolver.resolve(HOSTILE, names, List.of()))).isEqualTo(1_000);
  }

  @Test
  void a_status_that_holds_more_addresses_than_an_instance_may_have_brings_a_thousand() {
    Set<String> names = OpenLookups.names("", 6);
    List<ResolvedHost> before =
        names.stream()
            .map(
                name ->
                    new ResolvedHost(
                        name,
                        IntStream.rangeClosed(1, 110)
                            .boxed()
                            .flatMap(
                                number -> Stream.of("198.51.100." + number, "2001:db8::" + number))
                            .toList(),
                        null,
                        null))
            .toList();
    ResolvedHosts hosts = resolver.resolve(HOSTILE, names, before);
    assertThat(count(hosts)).isEqualTo(1_000);
    assertThat(hosts.of("n0.example.net")).as("a hundred of each family").hasSize(200);
    assertThat(hosts.of("n5.example.net")).isEmpty();
  }

  @Test
  void a_thousand_addresses_that_are_answered_again_stay() {
    MovableClock clock = new MovableClock();
    HostResolver again = new HostResolver(lookups, clock);
    Set<String> names = OpenLookups.names("", 10);
    for (int round = 0; round < 2; round++) {
      again.resolve(HOSTILE, names, List.of());
      while (!lookups.open().isEmpty()) {
        lookups.answer(
            lookups.open().get(0).host(),
            IntStream.rangeClosed(1, 100)
                .mapToObj(number -> "198.51.100." + number)
                .toArray(String[]::new));
      }
      assertThat(count(again.resolve(HOSTILE, names, List.of()))).isEqualTo(1_000);
      clock.advance(Duration.ofMinutes(1));
    }
  }

  private static int count(ResolvedHosts hosts) {
    return hosts.hosts().values().stream().mapToInt(host -> host.addresses().size()).sum();
  }
}
