package io.esgoperator.resolve;

import io.esgoperator.catalog.Family;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Resolves host names and keeps the last good answer through every error. A and AAAA are looked up
 * apart; an answer holds for its TTL, between a floor and a cap.
 */
public final class HostResolver {
  private static final Duration FLOOR = Duration.ofSeconds(30);
  private static final Duration CAP = Duration.ofMinutes(5);

  private final AddressLookup lookup;
  private final Clock clock;
  private final Map<Question, Known> known = new ConcurrentHashMap<>();

  public HostResolver(AddressLookup lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /**
   * Resolves all names at the same time.
   *
   * @param lastGood addresses from before this process started, by name
   */
  public ResolvedHosts resolve(Set<String> hosts, Map<String, List<String>> lastGood) {
    Map<String, CompletableFuture<ResolvedHosts.Host>> pending = new TreeMap<>();
    for (String host : hosts) {
      pending.put(host, resolve(host, lastGood.getOrDefault(host, List.of())));
    }
    Map<String, ResolvedHosts.Host> resolved = new TreeMap<>();
    pending.forEach((host, answer) -> resolved.put(host, answer.join()));
    return new ResolvedHosts(resolved);
  }

  private CompletableFuture<ResolvedHosts.Host> resolve(String host, List<String> lastGood) {
    return family(host, Family.IPv4, lastGood)
        .thenCombine(family(host, Family.IPv6, lastGood), HostResolver::combine);
  }

  private static ResolvedHosts.Host combine(Known v4, Known v6) {
    return new ResolvedHosts.Host(
        Stream.of(v4, v6).flatMap(known -> known.addresses().stream()).sorted().toList(),
        v4.expires().isBefore(v6.expires()) ? v4.expires() : v6.expires(),
        v4.problem() != null ? v4.problem() : v6.problem());
  }

  private CompletableFuture<Known> family(String host, Family family, List<String> lastGood) {
    Question question = new Question(host, family);
    Known remembered = known.get(question);
    Instant now = clock.instant();
    if (remembered != null && now.isBefore(remembered.expires())) {
      return CompletableFuture.completedFuture(remembered);
    }
    List<String> good =
        remembered != null
            ? remembered.addresses()
            : lastGood.stream().filter(address -> Family.ofLiteral(address) == family).toList();
    return lookup
        .lookup(host, family)
        .handle((answer, error) -> error == null ? fresh(answer, now) : stale(good, error, now))
        .thenApply(
            result -> {
              known.put(question, result);
              return result;
            })
        .toCompletableFuture();
  }

  private static Known fresh(AddressLookup.Answer answer, Instant now) {
    Duration held = answer.timeToLive();
    held = held.compareTo(FLOOR) < 0 ? FLOOR : held.compareTo(CAP) > 0 ? CAP : held;
    return new Known(answer.addresses(), now.plus(held), null);
  }

  private static Known stale(List<String> good, Throwable error, Instant now) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return new Known(good, now.plus(FLOOR), Problems.describe(cause));
  }

  private record Question(String host, Family family) {}

  private record Known(List<String> addresses, Instant expires, String problem) {}
}
