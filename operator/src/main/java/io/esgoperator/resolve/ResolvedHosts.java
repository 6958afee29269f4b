package io.esgoperator.resolve;

import io.esgoperator.model.HostAddresses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Host names and what is known of them, sorted by name.
 *
 * @param hosts the names that are looked up
 * @param named when the newest name without a finished look-up was added; null where all have
 *     finished
 * @param leftOut names over the limit, which are not looked up
 */
public record ResolvedHosts(Map<String, Host> hosts, Instant named, SortedSet<String> leftOut)
    implements HostAddresses {
  /** How many names of an instance are looked up. */
  public static final int MOST = 128;

  /** Most names are answered within this time, so a policy waits that long for them. */
  private static final Duration PROMPT = Duration.ofMillis(500);

  /** How long a round of probes waits for the first outcome of a new name. */
  private static final Duration AWAITED = Duration.ofSeconds(15);

  /** All look-ups have ended, and no name is over the limit. */
  public ResolvedHosts(Map<String, Host> hosts) {
    this(hosts, null, new TreeSet<>());
  }

  @Override
  public List<String> of(String host) {
    Host resolved = hosts.get(host);
    return resolved == null ? List.of() : resolved.addresses();
  }

  /** Whether some names are so new that their answers may come at any moment. */
  public boolean isJustAsked(Instant now) {
    return isAsked(now, PROMPT);
  }

  /** Whether a round of probes should wait for names that have no outcome yet. */
  public boolean isAwaited(Instant now) {
    return isAsked(now, AWAITED);
  }

  private boolean isAsked(Instant now, Duration within) {
    return named != null && now.isBefore(named.plus(within));
  }

  /** How long to wait for new names before a policy is written; empty without new names. */
  public Optional<Duration> prompt(Instant now) {
    return isJustAsked(now)
        ? Optional.of(Duration.between(now, named.plus(PROMPT)))
        : Optional.empty();
  }

  /** When the first answer expires. */
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
   * @param awaited whether its first look-up still runs or waits
   */
  public record Host(
      List<String> addresses,
      Instant expires,
      String problem,
      Instant since,
      boolean tooMany,
      boolean awaited) {
    private static final Duration FRESH = Duration.ofMinutes(10);

    /** How many addresses of a family a name can have in a policy. */
    public static final int MOST = KnownAddresses.MOST;

    /** How many addresses all names of an instance can have in a policy. */
    public static final int MOST_OF_ALL = InstanceNames.ADDRESSES;

    /** A name whose first look-up has ended. */
    public Host(
        List<String> addresses, Instant expires, String problem, Instant since, boolean tooMany) {
      this(addresses, expires, problem, since, tooMany, false);
    }

    /** Whether the name has not answered for ten minutes. */
    public boolean isStale(Instant now) {
      return since != null && !now.isBefore(since.plus(FRESH));
    }

    Host whileAsked(Instant until, boolean first) {
      return new Host(addresses, until, problem, since, tooMany, first);
    }

    boolean saysWhat(Host other) {
      return addresses.equals(other.addresses)
          && Objects.equals(problem, other.problem)
          && Objects.equals(since, other.since)
          && tooMany == other.tooMany;
    }
  }
}
