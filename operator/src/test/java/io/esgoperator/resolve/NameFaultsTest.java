package io.esgoperator.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;

/** A real name server fails in every way; no good rule is ever lost, and none is ever wider. */
@Tag("slow")
class NameFaultsTest {
  private static final String ZONE = "corp.test";
  private static final int LDAP = 389;
  private static final String GOOD = "dc A 192.0.2.1\ndc A 192.0.2.2\ndc AAAA 2001:db8::1";
  private static final Set<String> GOOD_PEERS =
      Set.of("192.0.2.1/32", "192.0.2.2/32", "2001:db8::1/128");

  private final EsgInstance instance =
      Instances.withSpec("services: {ldap: {servers: [{host: dc.corp.test}]}}");
  private final MovableClock clock = new MovableClock();
  private Named named;
  private HostResolver resolver;

  /** What a name server can do to a name that was good before. */
  enum Fault {
    ServFail("the resolver failed (SERVFAIL)"),
    NxDomain("no such name (NXDOMAIN)"),
    NoData("the name has no address"),
    Refused("the resolver refused or gave a bad answer"),
    Silent("the resolver gave no answer"),
    Gone("the resolver gave no answer"),
    Loop("its aliases (CNAME) lead nowhere"),
    Dangling("no such name (NXDOMAIN)"),
    Sinkhole("the resolver answers 0.0.0.0, an address that no host can have"),
    Metadata("the resolver answers 169.254.169.254, an address that no host can have");

    private final String problem;

    Fault(String problem) {
      this.problem = problem;
    }

    void befall(Named named) throws IOException {
      switch (this) {
        case ServFail -> named.serve(Map.of(ZONE, "this is no record"));
        case NxDomain -> named.serve(Map.of(ZONE, "other A 192.0.2.66"));
        case NoData -> named.serve(Map.of(ZONE, "dc TXT \"no address\""));
        case Refused -> named.serve(Map.of("other.test", ""));
        case Silent -> named.hold();
        case Gone -> named.close();
        case Loop -> named.serve(Map.of(ZONE, "dc CNAME one\none CNAME two\ntwo CNAME one"));
        case Dangling -> named.serve(Map.of(ZONE, "dc CNAME nowhere"));
        case Sinkhole -> named.serve(Map.of(ZONE, "dc A 0.0.0.0\ndc AAAA ::"));
        case Metadata -> named.serve(Map.of(ZONE, "dc A 169.254.169.254\ndc AAAA fe80::1"));
      }
    }
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    named = Named.start(folder, Map.of(ZONE, GOOD));
    SimpleResolver server =
        new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), named.port()));
    resolver =
        new HostResolver(
            DnsAddressLookup.over(
                new ExtendedResolver(new Resolver[] {server}), Duration.ofMillis(200)),
            clock);
  }

  @AfterEach
  void stop() {
    named.close();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void a_fault_changes_no_rule_and_is_named(Fault fault) throws IOException {
    assertThat(peers()).isEqualTo(GOOD_PEERS);
    fault.befall(named);
    for (int hour = 0; hour < 3; hour++) {
      clock.advance(Duration.ofHours(1));
      assertThat(peers()).isEqualTo(GOOD_PEERS);
    }
    assertThat(host().problem()).isEqualTo(fault.problem);
    assertThat(host().isStale(clock.instant())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void a_name_that_was_never_good_opens_nothing(Fault fault) throws IOException {
    fault.befall(named);
    assertThat(rules()).isEmpty();
    assertThat(host().problem()).isEqualTo(fault.problem);
  }

  @Test
  void a_name_server_that_recovers_is_believed_again() throws IOException {
    peers();
    named.hold();
    clock.advance(Duration.ofMinutes(5));
    peers();
    named.release();
    clock.advance(Duration.ofSeconds(30));
    assertThat(peers()).isEqualTo(GOOD_PEERS);
    assertThat(host().problem()).isNull();
  }

  @Test
  void a_name_that_moves_has_both_addresses_until_the_grace_time_is_over() throws IOException {
    peers();
    named.serve(Map.of(ZONE, "dc A 192.0.2.2\ndc A 192.0.2.3\ndc AAAA 2001:db8::1"));
    clock.advance(Duration.ofSeconds(59));
    assertThat(peers()).as("within its time to live").isEqualTo(GOOD_PEERS);
    clock.advance(Duration.ofSeconds(1));
    assertThat(peers()).hasSize(4).containsAll(GOOD_PEERS).contains("192.0.2.3/32");
    clock.advance(Duration.ofMinutes(11));
    assertThat(peers())
        .containsExactlyInAnyOrder("192.0.2.2/32", "192.0.2.3/32", "2001:db8::1/128");
  }

  @Test
  void a_time_to_live_of_zero_is_a_floor_of_half_a_minute() throws IOException {
    named.serve(Map.of(ZONE, "dc 0 A 192.0.2.1"));
    peers();
    assertThat(host().expires()).isEqualTo(clock.instant().plusSeconds(30));
  }

  @Test
  void two_hundred_addresses_come_over_tcp_and_a_hundred_of_them_stay_the_same()
      throws IOException {
    named.serve(
        Map.of(
            ZONE,
            IntStream.rangeClosed(1, 200)
                .mapToObj(number -> "dc A 198.51.100." + number)
                .collect(Collectors.joining("\n"))));
    Set<String> first = peers();
    assertThat(first).hasSize(100);
    assertThat(host().tooMany()).isTrue();
    for (int turn = 0; turn < 20; turn++) {
      clock.advance(Duration.ofMinutes(1));
      assertThat(peers()).as("bind gives them in another order each time").isEqualTo(first);
    }
  }

  @Test
  void a_chain_of_aliases_through_two_zones_is_followed_and_asked_for_often() throws IOException {
    named.serve(
        Map.of(
            ZONE,
            "dc 86400 CNAME one\none CNAME two.far.test.",
            "far.test",
            "two CNAME three\nthree 86400 A 192.0.2.7"));
    assertThat(peers()).containsExactly("192.0.2.7/32");
    assertThat(host().expires()).isEqualTo(clock.instant().plusSeconds(30));
  }

  @Test
  void whatever_happens_in_whatever_order_no_rule_is_lost_or_wider() throws IOException {
    Random chance = new Random(25);
    Set<String> lastGood = peers();
    Set<String> everGood = new HashSet<>(lastGood);
    for (int step = 0; step < 60; step++) {
      Instant due = host().expires();
      clock.advance(Duration.ofSeconds(chance.nextInt(1_200)));
      boolean good = chance.nextInt(3) == 0;
      List<String> served = new ArrayList<>();
      Fault fault = Fault.values()[chance.nextInt(Fault.values().length)];
      if (good) {
        for (int count = chance.nextInt(4); count >= 0; count--) {
          served.add("192.0.2." + (1 + chance.nextInt(40)));
        }
        named.serve(
            Map.of(ZONE, served.stream().map("dc A "::concat).collect(Collectors.joining("\n"))));
      } else {
        named.serve(Map.of(ZONE, GOOD));
        fault.befall(named);
      }
      Set<String> peers = peers();
      if (good && !clock.instant().isBefore(due)) {
        lastGood = served.stream().map(address -> address + "/32").collect(Collectors.toSet());
        everGood.addAll(lastGood);
      }
      assertThat(peers).as("step %d, %s", step, good ? served : fault).containsAll(lastGood);
      assertThat(everGood).as("step %d, %s", step, good ? served : fault).containsAll(peers);
    }
  }

  private ResolvedHosts.Host host() {
    return hosts().hosts().get("dc.corp.test");
  }

  private ResolvedHosts hosts() {
    return Looking.settled(resolver, "dc.corp.test");
  }

  /** The addresses that the only rule for LDAP opens. */
  private Set<String> peers() {
    assertThat(rules()).as("the rules, of which %s", host()).hasSize(1);
    assertThat(rules().get(0).getPorts()).hasSize(1);
    return rules().get(0).getTo().stream()
        .map(peer -> peer.getIpBlock().getCidr())
        .collect(Collectors.toSet());
  }

  private List<NetworkPolicyEgressRule> rules() {
    return NetworkPolicies.of(instance, hosts(), List.of(), Gateway.unknown())
        .getSpec()
        .getEgress()
        .stream()
        .filter(
            rule -> rule.getPorts().stream().anyMatch(port -> port.getPort().getIntVal() == LDAP))
        .toList();
  }
}
