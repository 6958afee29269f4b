package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.model.Count;
import io.esgoperator.model.Listing;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.resolve.ResolvedHosts.Host;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The condition PeersResolved, about host names. */
final class ResolvedPeers {
  /** The reason of the condition where nothing is wrong. */
  static final String RESOLVED = "Resolved";

  /** Most faults in one message, which must stay readable and within 32 KiB. */
  private static final int TOLD = 10;

  private ResolvedPeers() {}

  static ConditionState of(ResolvedHosts hosts, Instant now) {
    List<String> faults =
        Stream.concat(
                overTheLimit(hosts),
                hosts.hosts().entrySet().stream()
                    .flatMap(host -> faults(host.getKey(), host.getValue(), cut(hosts), now)))
            .toList();
    if (!faults.isEmpty()) {
      return ConditionState.isFalse(reason(hosts, now), listed(faults, "; ") + ".");
    }
    List<String> awaited =
        hosts.hosts().entrySet().stream()
            .filter(host -> host.getValue().awaited() && host.getValue().addresses().isEmpty())
            .map(host -> host.getKey())
            .toList();
    return awaited.isEmpty()
        ? ConditionState.isTrue(RESOLVED, "Every host name has addresses.")
        : ConditionState.isUnknown(
            "LookupPending",
            "Not yet answered, so no rule opens a path to it: " + listed(awaited, ", ") + ".");
  }

  private static String reason(ResolvedHosts hosts, Instant now) {
    Collection<Host> all = hosts.hosts().values();
    if (!hosts.leftOut().isEmpty()) {
      return "TooManyNames";
    }
    if (all.stream().anyMatch(host -> host.isStale(now))) {
      return "Stale";
    }
    return all.stream().anyMatch(host -> host.problem() != null)
        ? "LookupFailed"
        : "TooManyAddresses";
  }

  private static Stream<String> overTheLimit(ResolvedHosts hosts) {
    return hosts.leftOut().isEmpty()
        ? Stream.empty()
        : Stream.of(
            "%s over the limit of %d names an instance, without a look-up and without a rule (%s): split the instance, or name networks as cidr"
                .formatted(
                    Count.of(hosts.leftOut().size(), "name is", "names are"),
                    ResolvedHosts.MOST,
                    listed(List.copyOf(hosts.leftOut()), ", ")));
  }

  private static Stream<String> faults(String name, Host host, String cut, Instant now) {
    return Stream.concat(
        host.problem() == null ? Stream.empty() : Stream.of(name + ": " + unanswered(host, now)),
        host.tooMany() ? Stream.of(name + ": " + cut) : Stream.empty());
  }

  /** Why some addresses of a name are left out. */
  private static String cut(ResolvedHosts hosts) {
    int all = hosts.hosts().values().stream().mapToInt(host -> host.addresses().size()).sum();
    return all >= Host.MOST_OF_ALL
        ? "the names of the instance have more than %d addresses together, so the policy opens only some of this one's; name its network as a cidr"
            .formatted(Host.MOST_OF_ALL)
        : "it has more than %d addresses of a family, so the policy opens only %d of them; name its network as a cidr"
            .formatted(Host.MOST, Host.MOST);
  }

  private static String unanswered(Host host, Instant now) {
    return host.problem()
        + (host.isStale(now) ? " since " + host.since().truncatedTo(ChronoUnit.SECONDS) : "")
        + (host.addresses().isEmpty()
            ? ", so no rule opens a path to it"
            : ", so its last good addresses stay");
  }

  private static String listed(List<String> all, String separator) {
    return Listing.of(all, TOLD, separator, separator + "and ");
  }
}
