package io.esgoperator.resolve;

import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.model.Family;
import io.esgoperator.resolve.KnownHost.Outcome;
import io.esgoperator.resolve.LookupQueue.Question;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Resolves host names and keeps the last good answer through every error. A and AAAA are looked up
 * apart. An answer holds for its TTL, 30 seconds at least and 5 minutes at most. An address that
 * has left the answers stays until caches have dropped it, and for another 10 minutes. A name has
 * 100 addresses a family at most, an instance 128 names and 1,000 addresses.
 *
 * <p>No method waits: look-ups run in the background, few at a time, and an instance is notified of
 * new answers. What is known is kept for each instance apart and is dropped when it no longer uses
 * the name; an answer of the resolver serves all instances that have the name.
 */
public final class HostResolver {
  /** A look-up that takes longer, whatever its chain of aliases, counts as failed. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** A look-up that has not ended by then is given up. */
  private static final Duration ABANDONED = Duration.ofMinutes(4);

  /** An overloaded resolver drops questions, and a new instance asks many at once. */
  private static final int TRIES = 3;

  private final AddressLookup lookup;
  private final Clock clock;
  private final Map<InstanceKey, InstanceNames> instances = new HashMap<>();
  private final LookupQueue queue = new LookupQueue();
  private final SharedAnswers shared = new SharedAnswers();
  private volatile Consumer<InstanceKey> changed = instance -> {};

  public HostResolver(AddressLookup lookup, Clock clock) {
    this.lookup = lookup;
    this.clock = clock;
  }

  /** From now on {@code changed} receives each instance that should look at its names again. */
  public void tell(Consumer<InstanceKey> changed) {
    this.changed = changed;
  }

  /**
   * What is known of names; those that are due are looked up meanwhile.
   *
   * @param hosts all names that the instance has now
   * @param lastGood what its status says of them, which may be from before this process started
   */
  public ResolvedHosts resolve(
      InstanceKey instance, Set<String> hosts, Collection<ResolvedHost> lastGood) {
    InstanceNames names = take(instance, hosts, lastGood);
    askNext();
    synchronized (this) {
      return names.resolved();
    }
  }

  private synchronized InstanceNames take(
      InstanceKey instance, Set<String> hosts, Collection<ResolvedHost> lastGood) {
    InstanceNames names = instances.get(instance);
    if (names == null) {
      instances.keySet().stream().filter(instance::succeeds).toList().forEach(this::forget);
      names = new InstanceNames();
      instances.put(instance, names);
    }
    Set<String> before = Set.copyOf(names.hosts());
    names.take(hosts, lastGood, clock.instant());
    shared.use(before, names.hosts());
    queue.drop(instance, names.hosts());
    names.due(clock.instant()).forEach(host -> queue.add(new Question(instance, host)));
    return names;
  }

  /** Drops everything that is known for an instance. */
  public synchronized void forget(InstanceKey instance) {
    Optional.ofNullable(instances.remove(instance))
        .ifPresent(gone -> shared.use(gone.hosts(), Set.of()));
    queue.drop(instance, Set.of());
  }

  private void askNext() {
    for (Optional<Question> next = next(); next.isPresent(); next = next()) {
      Question question = next.get();
      Optional<SharedAnswers.Heard> heard = heard(question);
      if (heard.isPresent()) {
        tellIfNews(question, heard.get().outcomes(), heard.get().at());
        ended(question);
      } else {
        ask(question);
      }
    }
  }

  private synchronized Optional<SharedAnswers.Heard> heard(Question question) {
    return shared.of(question.host(), clock.instant());
  }

  private synchronized void ended(Question question) {
    queue.ended(question);
  }

  private synchronized Optional<Question> next() {
    return queue.next();
  }

  private void ask(Question question) {
    CompletableFuture<AddressLookup.Answer> v4 = looking(question.host(), Family.IPv4, TRIES);
    CompletableFuture<AddressLookup.Answer> v6 = looking(question.host(), Family.IPv6, TRIES);
    outcome(v4)
        .thenCombine(outcome(v6), (four, six) -> Map.of(Family.IPv4, four, Family.IPv6, six))
        .thenAccept(outcomes -> learn(question, outcomes, clock.instant()));
    CompletableFuture.allOf(v4, v6)
        .orTimeout(ABANDONED.toSeconds(), TimeUnit.SECONDS)
        .whenComplete((ended, failed) -> end(question));
  }

  private void learn(Question question, Map<Family, Outcome> outcomes, Instant at) {
    synchronized (this) {
      shared.learn(question.host(), outcomes, at);
    }
    tellIfNews(question, outcomes, at);
  }

  private void tellIfNews(Question question, Map<Family, Outcome> outcomes, Instant at) {
    if (isNews(question, outcomes, at)) {
      changed.accept(question.instance());
    }
  }

  private synchronized boolean isNews(
      Question question, Map<Family, Outcome> outcomes, Instant at) {
    InstanceNames names = instances.get(question.instance());
    return names != null && names.learn(question.host(), outcomes, at, clock.instant());
  }

  /** Frees the look-up's place only now: a look-up that timed out may still hold sockets. */
  private void end(Question question) {
    ended(question);
    askNext();
  }

  private static CompletableFuture<Outcome> outcome(CompletableFuture<AddressLookup.Answer> asked) {
    return asked
        .copy()
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .handle(
            (answer, error) ->
                error == null
                    ? new Outcome.Answered(answer)
                    : new Outcome.Failed(Problems.describe(error), Problems.isDenial(error)));
  }

  private CompletableFuture<AddressLookup.Answer> looking(String host, Family family, int tries) {
    return looking(host, family)
        .handle(
            (answer, error) ->
                error == null
                    ? CompletableFuture.completedFuture(answer)
                    : tries > 1 && Problems.isSilence(error)
                        ? looking(host, family, tries - 1)
                        : CompletableFuture.<AddressLookup.Answer>failedFuture(error))
        .thenCompose(Function.identity());
  }

  private CompletableFuture<AddressLookup.Answer> looking(String host, Family family) {
    try {
      return lookup.lookup(host, family).toCompletableFuture();
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /** Instances, names that wait, names that are being looked up and what is kept for all. */
  synchronized int size() {
    return instances.size() + queue.size() + queue.openInAll() + shared.size();
  }

  /** Whether a look-up waits or runs. */
  synchronized boolean isAsking() {
    return queue.size() + queue.openInAll() > 0;
  }
}
