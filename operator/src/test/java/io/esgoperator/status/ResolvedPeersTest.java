package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.resolve.ResolvedHosts.Host;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolvedPeersTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<String> ADDRESSES = List.of("192.0.2.1");

  @Test
  void names_that_answer_are_resolved() {
    assertThat(peers(new Host(ADDRESSES, NOON, null, null, false)))
        .isEqualTo(new ResolvedPeers("True", "Resolved", "Every host name has addresses."));
  }

  @Test
  void a_fault_says_what_stays() {
    assertThat(peers(new Host(ADDRESSES, NOON, "SERVFAIL", NOON.minusSeconds(599), false)))
        .isEqualTo(
            new ResolvedPeers(
                "False",
                "LookupFailed",
                "a.example.net: SERVFAIL, so its last good addresses stay."));
  }

  @Test
  void a_long_fault_is_stale_and_says_since_when() {
    assertThat(peers(new Host(ADDRESSES, NOON, "SERVFAIL", NOON.minusSeconds(600), false)))
        .isEqualTo(
            new ResolvedPeers(
                "False",
                "Stale",
                "a.example.net: SERVFAIL since 2026-01-01T11:50:00Z, so its last good addresses stay."));
  }

  @Test
  void a_name_over_the_cap_says_what_to_write_instead() {
    assertThat(peers(new Host(ADDRESSES, NOON, null, null, true)))
        .isEqualTo(
            new ResolvedPeers(
                "False",
                "TooManyAddresses",
                "a.example.net: it has more than 100 addresses of a family, so the policy opens only 100 of them;"
                    + " name its network as a cidr."));
  }

  private static ResolvedPeers peers(Host host) {
    return ResolvedPeers.of(new ResolvedHosts(Map.of("a.example.net", host)), NOON);
  }
}
