package io.esgoperator.resolve;

import io.esgoperator.policy.HostAddresses;
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
   * @param addresses the last good ones, sorted
   * @param problem why the last look-up failed; null when it did not
   */
  public record Host(List<String> addresses, Instant expires, String problem) {}
}
