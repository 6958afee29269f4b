package io.esgoperator.api.v1alpha1;

import static io.esgoperator.api.v1alpha1.StatusFoldingTest.NOON;
import static io.esgoperator.api.v1alpha1.StatusFoldingTest.again;
import static io.esgoperator.api.v1alpha1.StatusFoldingTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.model.Family;
import org.junit.jupiter.api.Test;

/** How the parts beside the paths are written, and that they are read as they were. */
class FoldedDetailsTest {
  @Test
  void a_host_is_a_line_and_one_that_fails_says_why() {
    EsgInstanceStatus read =
        read(
            """
            details:
              hosts: [a.example.net 192.0.2.1 2001:db8::1, b.example.net]
              unresolved: [{host: b.example.net, problem: SERVFAIL, since: "2026-01-01T12:00:00Z"}]
            """);
    assertThat(read.resolvedHosts())
        .containsExactly(
            new ResolvedHost(
                "a.example.net", java.util.List.of("192.0.2.1", "2001:db8::1"), null, null),
            new ResolvedHost("b.example.net", null, "SERVFAIL", NOON));
    assertThat(again(read)).isEqualTo(read);
  }

  @Test
  void a_canary_that_is_closed_in_both_families_in_the_last_round_is_one() {
    EsgInstanceStatus read =
        read(
            """
            observedGeneration: 3
            lastProbe: {job: j, time: "2026-01-01T12:00:00Z"}
            paths: [{name: dcc, verdict: Open, message: Seen.}]
            details:
              canaries:
              - {direction: Outbound, found: Closed, reason: Rejection}
              - {direction: Inbound, family: IPv6, found: Open, time: "2026-01-01T11:00:00Z", generation: 2}
              - {direction: Inbound, found: Unknown, reason: CanaryUnreachable, message: No pod.}
            """);
    assertThat(read.canaries())
        .extracting(
            row -> row.direction() + " " + row.family() + " " + row.time() + " " + row.generation())
        .containsExactly(
            "Outbound IPv4 2026-01-01T12:00:00Z 3",
            "Outbound IPv6 2026-01-01T12:00:00Z 3",
            "Inbound IPv6 2026-01-01T11:00:00Z 2",
            "Inbound null 2026-01-01T12:00:00Z 3");
    assertThat(StatusFolding.of(read).details().canaries())
        .extracting(CanaryStatus::family)
        .containsExactly(null, Family.IPv6, null);
    assertThat(again(read)).isEqualTo(read);
  }

  @Test
  void a_condition_of_another_generation_says_so() {
    EsgInstanceStatus read =
        read(
            """
            observedGeneration: 3
            conditions: [{type: Ready, status: "True"}, {type: Degraded, status: "True", observedGeneration: 2}]
            """);
    assertThat(read.conditions()).extracting("observedGeneration").containsExactly(3L, 2L);
    assertThat(StatusFolding.of(read).conditions())
        .extracting("observedGeneration")
        .containsExactly(null, 2L);
  }

  @Test
  void an_address_that_the_last_round_saw_does_not_say_when() {
    EsgInstanceStatus read =
        read(
            """
            lastProbe: {job: j, time: "2026-01-01T12:00:00Z"}
            egress:
            - {address: 203.0.113.25, paths: [smtp-out], seenBy: [mx1.example.net], since: "2026-01-01T11:00:00Z"}
            - {address: 203.0.113.26, since: "2026-01-01T11:00:00Z", seen: "2026-01-01T11:30:00Z"}
            certificates:
            - {paths: [smtp-in], subject: CN=a, issuer: CN=b, from: "2026-01-01T12:00:00Z", until: "2026-04-01T12:00:00Z"}
            """);
    assertThat(read.egress())
        .extracting(EgressAddress::seen)
        .containsExactly(NOON, NOON.minusSeconds(1_800));
    assertThat(StatusFolding.of(read).egress())
        .extracting(EgressAddress::seen)
        .containsExactly(null, NOON.minusSeconds(1_800));
    assertThat(again(read)).isEqualTo(read);
  }

  /** The rows of 0.1.0 had their times under other names, and names and resolvers elsewhere. */
  @Test
  void what_0_1_0_wrote_is_read() {
    EsgInstanceStatus read =
        read(
            """
            overview: [Open]
            paths:
            - {name: dcc, family: IPv4, direction: Outbound, protocol: UDP, port: 6277, requirement: Mandatory,
               verdict: Open, reason: Answered, message: Seen., lastProbeTime: "2026-01-01T12:00:00Z",
               lastTransitionTime: "2026-01-01T12:00:00Z", rounds: oo, specHash: abc}
            resolvedHosts: [{host: a.example.net, addresses: [192.0.2.1]}]
            nameservers: [{address: 192.0.2.53, seen: "2026-01-01T12:00:00Z"}]
            """);
    assertThat(read.paths()).singleElement().matches(row -> row.lastTransitionTime().equals(NOON));
    assertThat(read.addressesOf("a.example.net")).containsExactly("192.0.2.1");
    assertThat(read.nameservers()).hasSize(1);
  }
}
