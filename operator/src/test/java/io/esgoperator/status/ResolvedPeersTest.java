package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.resolve.ResolvedHosts.Host;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResolvedPeersTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<String> ADDRESSES = List.of("192.0.2.1");

  @Test
  void names_that_answer_are_resolved() {
    assertThat(peers(new Host(ADDRESSES, NOON, null, null, false)))
        .isEqualTo(ConditionState.isTrue("Resolved", "Every host name has addresses."));
  }

  @Test
  void a_fault_says_what_stays() {
    assertThat(peers(new Host(ADDRESSES, NOON, "SERVFAIL", NOON.minusSeconds(599), false)))
        .isEqualTo(
            ConditionState.isFalse(
                "LookupFailed", "a.example.net: SERVFAIL, so its last good addresses stay."));
  }

  @Test
  void a_long_fault_is_stale_and_says_since_when() {
    assertThat(peers(new Host(ADDRESSES, NOON, "SERVFAIL", NOON.minusSeconds(600), false)))
        .isEqualTo(
            ConditionState.isFalse(
                "Stale",
                "a.example.net: SERVFAIL since 2026-01-01T11:50:00Z, so its last good addresses stay."));
  }

  @Test
  void a_name_over_the_cap_says_what_to_write_instead() {
    assertThat(peers(new Host(ADDRESSES, NOON, null, null, true)))
        .isEqualTo(
            ConditionState.isFalse(
                "TooManyAddresses",
                "a.example.net: it has more than 100 addresses of a family, so the policy opens only 100 of them;"
                    + " name its network as a cidr."));
  }

  @Test
  void a_name_that_is_not_answered_yet_is_not_said_to_have_addresses() {
    assertThat(peers(new Host(List.of(), NOON, null, null, false, true)))
        .isEqualTo(
            ConditionState.isUnknown(
                "LookupPending",
                "Not yet answered, so no rule opens a path to it: a.example.net."));
  }

  @Test
  void a_name_whose_addresses_are_known_from_before_is_resolved_meanwhile() {
    assertThat(peers(new Host(ADDRESSES, NOON, null, null, false, true)).status())
        .isEqualTo(ConditionState.Status.True);
  }

  @Test
  void names_over_the_limit_are_told_with_what_to_write_instead() {
    ResolvedHosts hosts =
        new ResolvedHosts(
            Map.of("a.example.net", new Host(ADDRESSES, NOON, null, null, false)),
            null,
            new TreeSet<>(IntStream.range(10, 21).mapToObj(number -> "n" + number).toList()));
    assertThat(ResolvedPeers.of(hosts, NOON))
        .isEqualTo(
            ConditionState.isFalse(
                "TooManyNames",
                "11 names are over the limit of 128 names an instance, without a look-up and without a rule"
                    + " (n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, and 1 more):"
                    + " split the instance, or name networks as cidr."));
  }

  @Test
  void of_very_many_faults_ten_are_told_one_by_one() {
    ResolvedHosts hosts =
        new ResolvedHosts(
            IntStream.range(100, 228)
                .boxed()
                .collect(
                    Collectors.toMap(
                        number -> "n" + number + ".example.net",
                        number -> new Host(List.of(), NOON, "SERVFAIL", NOON, false))));
    assertThat(ResolvedPeers.of(hosts, NOON).message())
        .hasSizeLessThan(1_000)
        .endsWith("; and 118 more.");
  }

  @Test
  void ten_faults_are_all_told() {
    ResolvedHosts hosts =
        new ResolvedHosts(
            IntStream.range(10, 20)
                .boxed()
                .collect(
                    Collectors.toMap(
                        number -> "n" + number,
                        number -> new Host(List.of(), NOON, "SERVFAIL", NOON, false))));
    assertThat(ResolvedPeers.of(hosts, NOON).message()).contains("n19").doesNotContain("more");
  }

  @Test
  void an_instance_with_too_many_addresses_together_says_so() {
    ResolvedHosts hosts =
        new ResolvedHosts(
            IntStream.range(100, 110)
                .boxed()
                .collect(
                    Collectors.toMap(
                        number -> "n" + number,
                        number ->
                            new Host(
                                Collections.nCopies(100, "192.0.2.1"),
                                NOON,
                                null,
                                null,
                                number == 109))));
    assertThat(ResolvedPeers.of(hosts, NOON).message())
        .isEqualTo(
            "n109: the names of the instance have more than 1000 addresses together, so the policy opens"
                + " only some of this one's; name its network as a cidr.");
  }

  private static ConditionState peers(Host host) {
    return ResolvedPeers.of(new ResolvedHosts(Map.of("a.example.net", host)), NOON);
  }
}
