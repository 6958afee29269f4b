package io.esgoperator.resolve;

import io.esgoperator.policy.HostAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Host names and what is known of them, sorted by name. */
public record ResolvedHosts(Map<String, Host> hosts) implements HostAddresses {
  @Override
  public List<String> of(String host) {
    Host resolved = hosts.get(host);
    return resolved == null ? List.of() : resolved.addresses();
  }

  /** When the first of the answers has to be asked again. */
  public Optional<Instant> earliestExpiry() {
    return hosts.values().stream().map(Host::expires).min(Instant::compareTo);
  }

  /**
   * One name.
   *
   * @param addresses the last good ones and those that left lately, sorted
   * @param problem why the last look-up failed; null when it did not
   * @param since when the name began not to answer; null when it does
   * @param tooMany whether it has more addresses than a policy takes, and some were left out
   */
  public record Host(
      List<String> addresses, Instant expires, String problem, Instant since, boolean tooMany) {
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** How many addresses of a family a name can have in a policy. */
    public static final int MOST = KnownAddresses.MOST;

    /** Whether the name has not answered for ten minutes. */
    public boolean isStale(Instant now) {
      return since != null && !now.isBefore(since.plus(FRESH));
    }
  }
}
