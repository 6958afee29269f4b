package io.esgoperator.resolve;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.ResolvedHost;
import io.esgoperator.catalog.Family;
import io.esgoperator.resolve.KnownHost.Outcome;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Resolves host names and keeps the last good answer through every error. A and AAAA are looked up
 * apart; an answer holds for its TTL, 30 seconds at least and 5 minutes at most; an address that an
 * answer lacks stays until caches have let it go and another 10 minutes; a name has 100 addresses a
 * family at most.
 */
public final class HostResolver {
  private final AddressLookup lookup;
  private final Clock clock;
  private final Map<String, KnownHost> known = new ConcurrentHashMap<>();

  public HostResolver(AddressLookup lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /**
   * Resolves all names at the same time.
   *
   * @param lastGood what a status says of them, which may be from before this process started
   */
  public ResolvedHosts resolve(Set<String> hosts, Collection<ResolvedHost> lastGood) {
    Map<String, ResolvedHost> remembered =
        lastGood.stream().collect(Collectors.toMap(ResolvedHost::host, Function.identity()));
    Map<String, CompletableFuture<KnownHost>> pending = new TreeMap<>();
    for (String host : hosts) {
      pending.put(host, resolve(host, remembered.get(host)));
    }
    Map<String, ResolvedHosts.Host> resolved = new TreeMap<>();
    pending.forEach((host, answer) -> resolved.put(host, answer.join().host()));
    return new ResolvedHosts(resolved);
  }

  private CompletableFuture<KnownHost> resolve(String host, ResolvedHost lastGood) {
    // Several instances may ask for one name at a time; none forgets what another learnt.
    KnownHost before =
        known.compute(
            host,
            (name, latest) -> recalling(latest == null ? KnownHost.unknown() : latest, lastGood));
    if (!before.isDue(clock.instant())) {
      return CompletableFuture.completedFuture(before);
    }
    return outcome(host, Family.IPv4)
        .thenCombine(
            outcome(host, Family.IPv6),
            (v4, v6) ->
                known.compute(
                    host,
                    (name, latest) ->
                        latest.after(Map.of(Family.IPv4, v4, Family.IPv6, v6), clock.instant())))
        .toCompletableFuture();
  }

  private KnownHost recalling(KnownHost host, ResolvedHost lastGood) {
    return lastGood == null ? host : host.recalling(lastGood, clock.instant());
  }

  private CompletionStage<Outcome> outcome(String host, Family family) {
    return lookup
        .lookup(host, family)
        .handle(
            (answer, error) ->
                error == null
                    ? new Outcome.Answered(answer)
                    : new Outcome.Failed(Problems.describe(error)));
  }
}
