package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.Nameserver;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.World;
import io.esgoperator.probe.ProbeReport;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The DNS servers of the gateway's node: kept in the status, and checked against the policies. */
class ToldResolversTest extends StatusFixture {
  /**
   * A policy of another team: the world but for its own network, and UDP 53 to one server there.
   */
  private static final PodPolicies POLICIES =
      PodPolicies.of(
          new World(
              Map.of(),
              List.of(),
              List.of(),
              List.of(
                  Serialization.unmarshal(
                      """
                  metadata: {name: no-internal, namespace: mail}
                  spec:
                    podSelector: {matchLabels: {app: esg}}
                    policyTypes: [Egress]
                    egress:
                      - {to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}], ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]}
                      - {to: [{ipBlock: {cidr: 10.0.0.3/32}}], ports: [{port: 53, protocol: UDP}]}
                  """,
                      NetworkPolicy.class))),
          "mail",
          Map.of("app", "esg"));

  @Test
  void what_a_probe_is_told_stands_in_the_status_sorted() {
    assertThat(addresses(told(EsgInstanceStatus.empty(), NOON, "10.0.1.2", "10.0.0.2")))
        .containsExactly("10.0.0.2", "10.0.1.2");
  }

  /** The status ends in a policy, and others may have written it. */
  @Test
  void of_a_status_only_addresses_of_single_servers_are_believed() {
    assertThat(
            ToldResolvers.believed(
                Stream.of(
                        "10.0.0.2",
                        "dns.example.net",
                        "0.0.0.0/0",
                        "0.0.0.0",
                        "127.0.0.1",
                        "1:2",
                        "::",
                        "10.0.0.1")
                    .map(address -> new Nameserver(address, NOON))
                    .toList()))
        .containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void of_a_status_no_more_are_believed_than_the_operator_writes() {
    assertThat(
            ToldResolvers.believed(
                IntStream.range(1, 20)
                    .mapToObj(index -> new Nameserver("10.0.0." + index, NOON))
                    .toList()))
        .hasSize(8);
  }

  @Test
  void a_probe_that_tells_nothing_changes_nothing() {
    EsgInstanceStatus known = told(EsgInstanceStatus.empty(), NOON, "10.0.0.2");
    EsgInstanceStatus later = told(known, NOON.plus(Duration.ofDays(9)));
    assertThat(later.nameservers()).isEqualTo(known.nameservers());
  }

  @Test
  void a_pass_without_a_round_changes_nothing() {
    EsgInstanceStatus known = told(EsgInstanceStatus.empty(), NOON, "10.0.0.2");
    assertThat(build(known, Optional.empty(), NOON.plus(Duration.ofDays(9)))).isEqualTo(known);
  }

  @Test
  void what_another_node_tells_comes_besides() {
    EsgInstanceStatus known = told(EsgInstanceStatus.empty(), NOON, "10.0.0.2");
    assertThat(addresses(told(known, NOON.plusSeconds(300), "10.0.1.2")))
        .containsExactly("10.0.0.2", "10.0.1.2");
  }

  @Test
  void what_is_told_again_stands_once() {
    EsgInstanceStatus known = told(EsgInstanceStatus.empty(), NOON, "10.0.0.2");
    EsgInstanceStatus again = told(known, NOON.plusSeconds(300), "10.0.0.2");
    assertThat(addresses(again)).containsExactly("10.0.0.2");
    assertThat(again.nameservers().get(0).seen()).isEqualTo(NOON.plusSeconds(300));
  }

  @Test
  void a_resolver_that_is_no_longer_reported_stays_for_a_day() {
    EsgInstanceStatus known = told(EsgInstanceStatus.empty(), NOON, "10.0.0.2");
    Instant day = NOON.plus(ToldResolvers.KEPT);
    assertThat(addresses(told(known, day.minusSeconds(1), "10.0.1.2"))).contains("10.0.0.2");
    assertThat(addresses(told(known, day, "10.0.1.2"))).containsExactly("10.0.1.2");
  }

  @Test
  void beyond_the_most_those_go_that_were_not_told_for_longest() {
    EsgInstanceStatus status = EsgInstanceStatus.empty();
    for (int round = 0; round < 12; round++) {
      status = told(status, NOON.plusSeconds(300L * round), "10.0.%d.2".formatted(round));
    }
    assertThat(addresses(status))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(4, 12).mapToObj("10.0.%d.2"::formatted).toList());
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.53", "::1", "0.0.0.0", "::", "224.0.0.251", "ff02::fb"})
  void what_is_no_server_is_no_resolver(String address) {
    assertThat(told(EsgInstanceStatus.empty(), NOON, address).nameservers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.2, dns-udp dns-tcp", "10.0.0.3, dns-tcp", "192.0.2.53, ''"})
  void a_resolver_that_the_policies_close_is_named_on_its_path(String address, String paths) {
    assertThat(
            told(EsgInstanceStatus.empty(), NOON, address).paths().stream()
                .filter(row -> row.message().contains("Resolver " + address + " is not covered"))
                .map(PathStatus::name)
                .collect(Collectors.joining(" ")))
        .isEqualTo(paths);
  }

  @Test
  void the_sentence_says_what_to_do_and_the_verdict_stays() {
    PathStatus row = told(EsgInstanceStatus.empty(), NOON, "10.0.0.3").paths().get(1);
    assertThat(row.verdict()).isEqualTo(Verdict.Open);
    assertThat(row.message())
        .endsWith(
            " Resolver 10.0.0.3 is not covered: the gateway's node tells it to ask there, and no NetworkPolicy on it opens TCP 53 to it. Add a rule for it.");
  }

  @Test
  void what_the_policy_cannot_know_yet_is_not_missed() {
    assertThat(
            ToldResolvers.of(outbound("10.0.0.2", "10.0.1.2"), POLICIES, "10.0.1.2"::equals)
                .uncovered())
        .extracting(resolver -> resolver.address() + " " + resolver.path().name())
        .containsExactly("10.0.1.2 dns-udp", "10.0.1.2 dns-tcp");
  }

  @Test
  void a_broken_probe_tells_nothing() {
    assertThat(
            ToldResolvers.of(
                new JobOutcome.Faulted(Reason.ProbeImagePull, ""), POLICIES, address -> true))
        .isEqualTo(ToldResolvers.none());
  }

  private EsgInstanceStatus told(EsgInstanceStatus before, Instant now, String... addresses) {
    FinishedRound round = round(Map.of());
    return build(
        before,
        Optional.of(
            new FinishedRound(
                round.job(),
                round.specHash(),
                round.requested(),
                round.started(),
                round.outbound(),
                round.inbound(),
                round.gaps(),
                round.remarks(),
                ToldResolvers.of(outbound(addresses), POLICIES, address -> true),
                round.readings(),
                GatewayPart.WHOLE)),
        now);
  }

  private static JobOutcome outbound(String... nameservers) {
    return new JobOutcome.Reported(
        new ProbeReport(List.of(Family.IPv4), 40, -1, List.of(), List.of(nameservers), false));
  }

  private static List<String> addresses(EsgInstanceStatus status) {
    return status.nameservers().stream().map(Nameserver::address).toList();
  }
}
