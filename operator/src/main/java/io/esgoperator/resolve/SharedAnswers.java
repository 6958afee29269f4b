package io.esgoperator.resolve;

import io.esgoperator.model.Family;
import io.esgoperator.resolve.KnownHost.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last answer of the resolver to each name that some instance has, for as long as it holds: a
 * name that all instances have is asked for once. What did not answer is not kept, and a name goes
 * with the last instance that has it.
 */
final class SharedAnswers {
  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, Heard> heard = new HashMap<>();

  /**
   * An answer in both families.
   *
   * @param at when it came
   * @param expires when the name has to be asked for again, by whatever instance
   */
  record Heard(Map<Family, Outcome> outcomes, Instant at, Instant expires) {}

  /** One instance has other names now than before. */
  void use(Set<String> before, Set<String> now) {
    now.stream()
        .filter(host -> !before.contains(host))
        .forEach(host -> users.merge(host, 1, Integer::sum));
    before.stream()
        .filter(host -> !now.contains(host))
        .forEach(
            host -> {
              users.computeIfPresent(host, (name, count) -> count > 1 ? count - 1 : null);
              if (!users.containsKey(host)) {
                heard.remove(host);
              }
            });
  }

  void learn(String host, Map<Family, Outcome> outcomes, Instant at) {
    boolean whole =
        outcomes.values().stream().allMatch(Outcome.Answered.class::isInstance)
            && outcomes.values().stream().anyMatch(Outcome::hasAddresses);
    if (whole && users.containsKey(host)) {
      KnownHost known = KnownHost.unknown().after(outcomes, KnownAddresses.MOST, at);
      heard.put(host, new Heard(outcomes, at, known.expires()));
    }
  }

  /** What the resolver said of a name, while it holds. */
  Optional<Heard> of(String host, Instant now) {
    return Optional.ofNullable(heard.get(host)).filter(one -> now.isBefore(one.expires()));
  }

  /** Names that are used, and answers that are kept. */
  int size() {
    return users.size() + heard.size();
  }
}
