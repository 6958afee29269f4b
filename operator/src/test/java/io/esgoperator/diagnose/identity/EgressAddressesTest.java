package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.ShownCertificate;
import io.esgoperator.identity.Told;
import io.esgoperator.probe.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressAddressesTest extends IdentityFixture {
  private static final String PUBLIC = "203.0.113.200";
  private static final String OTHER = "203.0.113.201";

  @Test
  void an_address_is_told_with_its_paths_and_the_servers_that_see_it() {
    FinishedRound round =
        round(
            reported(
                row("smtp-out", Finding.Answered, Map.of(MX1, seen(PUBLIC), MX2, seen(PUBLIC))),
                row("dns-udp", Finding.Answered, Map.of("198.51.100.55", seen(PUBLIC)))),
            new JobOutcome.NotNeeded());
    assertThat(after("", List.of(), round, NOON))
        .containsExactly(
            new EgressAddress(
                PUBLIC,
                List.of("smtp-out", "dns-udp"),
                List.of("mx1.example.net", "mx2.example.org", "198.51.100.55"),
                NOON,
                NOON));
  }

  @Test
  void two_addresses_are_told_apart_and_sorted() {
    assertThat(after("", List.of(), seeing(MX1, OTHER, MX2, PUBLIC), NOON))
        .extracting(EgressAddress::address)
        .containsExactly(PUBLIC, OTHER);
  }

  @Test
  void an_address_that_is_seen_again_has_been_seen_since_the_first_time() {
    assertThat(
            after(
                "",
                List.of(egress(PUBLIC, NOON, NOON)),
                seeing(MX1, PUBLIC),
                NOON.plusSeconds(300)))
        .containsExactly(egress(PUBLIC, NOON, NOON.plusSeconds(300)));
  }

  @Test
  void each_address_has_been_seen_since_its_own_first_time() {
    assertThat(
            after(
                "",
                List.of(
                    egress("198.51.100.1", NOON.minusSeconds(900), NOON),
                    egress(PUBLIC, NOON, NOON)),
                seeing(MX1, PUBLIC),
                NOON.plusSeconds(300)))
        .contains(egress(PUBLIC, NOON, NOON.plusSeconds(300)));
  }

  @Test
  void a_certificate_alone_tells_no_address() {
    Told certificate =
        new Told(
            null,
            new ShownCertificate(
                "CN=a", "CN=b", List.of(), 0, Instant.EPOCH, Instant.EPOCH, "", ""));
    assertThat(
            after(
                "",
                List.of(),
                round(
                    reported(row("https", Finding.Answered, Map.of(MX1, certificate))),
                    new JobOutcome.NotNeeded()),
                NOON))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5m, 1799, true", "5m, 1800, false", "1h, 10799, true", "1h, 10800, false"})
  void one_that_is_seen_no_more_stays_for_three_rounds_and_half_an_hour_at_least(
      String interval, long seconds, boolean stays) {
    assertThat(
            after(
                "probe: {interval: %s}".formatted(interval),
                List.of(egress(OTHER, NOON, NOON)),
                seeing(MX1, PUBLIC),
                NOON.plusSeconds(seconds)))
        .extracting(EgressAddress::address)
        .isEqualTo(stays ? List.of(PUBLIC, OTHER) : List.of(PUBLIC));
  }

  @ParameterizedTest
  @CsvSource({"2, 10799, true", "2, 10800, false", "3, 14399, true", "3, 14400, false"})
  void one_that_is_seen_no_more_stays_until_each_node_had_its_round(
      int nodes, long seconds, boolean stays) {
    assertThat(
            new EgressAddresses(Instances.withSpec("probe: {interval: 1h}").getSpec(), nodes)
                .after(
                    List.of(egress(OTHER, NOON, NOON)),
                    Optional.empty(),
                    NOON.plusSeconds(seconds)))
        .hasSize(stays ? 1 : 0);
  }

  @Test
  void a_pass_without_a_round_changes_nothing_until_its_time_is_over() {
    List<EgressAddress> known = List.of(egress(PUBLIC, NOON, NOON));
    EgressAddresses addresses = new EgressAddresses(Instances.withSpec("").getSpec(), 1);
    assertThat(addresses.after(known, Optional.empty(), NOON.plusSeconds(60))).isEqualTo(known);
    assertThat(addresses.after(known, Optional.empty(), NOON.plusSeconds(1_800))).isEmpty();
  }

  @Test
  void a_probe_that_failed_tells_nothing() {
    assertThat(
            after(
                "",
                List.of(egress(PUBLIC, NOON, NOON)),
                round(
                    new JobOutcome.Faulted(Reason.ProbeFault, "broken"),
                    new JobOutcome.NotNeeded()),
                NOON.plusSeconds(60)))
        .containsExactly(egress(PUBLIC, NOON, NOON));
  }

  @Test
  void what_clients_of_the_gateway_see_is_not_how_it_leaves() {
    assertThat(
            after(
                "",
                List.of(),
                round(
                    new JobOutcome.NotNeeded(),
                    reported(row("smtp-in", Finding.Answered, Map.of(MX1, seen(PUBLIC))))),
                NOON))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.42.0.7",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.1.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "::1",
        "fd00::1",
        "fe80::1"
      })
  void a_server_inside_sees_an_address_that_is_not_the_worlds(String inside) {
    assertThat(after("", List.of(), seeing(MX1, inside), NOON)).isEmpty();
    assertThat(
            after(
                "egress: {expected: ['%s']}".formatted(inside),
                List.of(),
                seeing(MX1, inside),
                NOON))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"172.32.0.1", "192.169.0.1", "100.128.0.1", "2001:db8::1", "198.18.2.2"})
  void any_other_address_is_the_worlds(String address) {
    assertThat(after("", List.of(), seeing(MX1, address), NOON)).hasSize(1);
  }

  @Test
  void of_many_addresses_those_seen_last_stay() {
    List<EgressAddress> many =
        IntStream.range(0, EgressAddresses.MOST)
            .mapToObj(
                number -> egress("198.51.100." + (100 + number), NOON, NOON.plusSeconds(number)))
            .toList();
    assertThat(after("", many, seeing(MX1, PUBLIC), NOON.plusSeconds(60)))
        .hasSize(EgressAddresses.MOST)
        .extracting(EgressAddress::address)
        .contains(PUBLIC, "198.51.100.101")
        .doesNotContain("198.51.100.100");
  }

  @Test
  void no_more_servers_are_named_than_a_reader_needs() {
    Map<String, Told> told =
        IntStream.range(1, 10)
            .boxed()
            .collect(Collectors.toMap(number -> "198.51.100." + number, number -> seen(PUBLIC)));
    assertThat(
            after(
                "",
                List.of(),
                round(
                    reported(row("smtp-out", Finding.Answered, told)), new JobOutcome.NotNeeded()),
                NOON))
        .singleElement()
        .satisfies(one -> assertThat(one.seenBy()).hasSize(4));
  }

  private static Told seen(String address) {
    return new Told(address, null);
  }

  private static FinishedRound seeing(String... targetsAndAddresses) {
    Map<String, Told> told =
        IntStream.range(0, targetsAndAddresses.length / 2)
            .boxed()
            .collect(
                Collectors.toMap(
                    pair -> targetsAndAddresses[2 * pair],
                    pair -> seen(targetsAndAddresses[2 * pair + 1])));
    return round(reported(row("smtp-out", Finding.Answered, told)), new JobOutcome.NotNeeded());
  }

  private static List<EgressAddress> after(
      String spec, List<EgressAddress> before, FinishedRound round, Instant now) {
    return new EgressAddresses(Instances.withSpec(spec).getSpec(), 1)
        .after(before, Optional.of(round), now);
  }
}
