package io.esgoperator.status;

import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.resolve.ResolvedHosts.Host;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the condition PeersResolved says of the host names. */
record ResolvedPeers(String status, String reason, String message) {
  static ResolvedPeers of(ResolvedHosts hosts, Instant now) {
    String faults =
        hosts.hosts().entrySet().stream()
            .flatMap(host -> faults(host.getKey(), host.getValue(), now))
            .collect(Collectors.joining("; "));
    return faults.isEmpty()
        ? new ResolvedPeers("True", "Resolved", "Every host name has addresses.")
        : new ResolvedPeers("False", reason(hosts.hosts().values(), now), faults + ".");
  }

  private static String reason(Collection<Host> hosts, Instant now) {
    if (hosts.stream().anyMatch(host -> host.isStale(now))) {
      return "Stale";
    }
    return hosts.stream().anyMatch(host -> host.problem() != null)
        ? "LookupFailed"
        : "TooManyAddresses";
  }

  private static Stream<String> faults(String name, Host host, Instant now) {
    return Stream.concat(
        host.problem() == null ? Stream.empty() : Stream.of(name + ": " + unanswered(host, now)),
        host.tooMany()
            ? Stream.of(
                name
                    + ": it has more than "
                    + Host.MOST
                    + " addresses of a family, so the policy opens only "
                    + Host.MOST
                    + " of them; name its network as a cidr")
            : Stream.empty());
  }

  private static String unanswered(Host host, Instant now) {
    return host.problem()
        + (host.isStale(now) ? " since " + host.since().truncatedTo(ChronoUnit.SECONDS) : "")
        + (host.addresses().isEmpty()
            ? ", so no rule opens a path to it"
            : ", so its last good addresses stay");
  }
}
