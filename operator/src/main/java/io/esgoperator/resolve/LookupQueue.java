package io.esgoperator.resolve;

import io.esgoperator.api.v1alpha1.InstanceKey;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that wait for a look-up. Namespaces take turns, and each has few look-ups open at a
 * time, so that names without an answer delay only their own namespace.
 */
public final class LookupQueue {
  /** Names that are asked for at a time; each takes two look-ups, one a family. */
  static final int OPEN = 25;

  /** Names of one namespace that are asked for at a time. */
  static final int SHARE = 6;

  /** Namespaces, the least recently served first. */
  private final Map<String, Set<Question>> waiting = new LinkedHashMap<>();

  private final Map<String, Integer> open = new HashMap<>();

  /** A name that an instance needs. */
  public record Question(InstanceKey instance, String host) {}

  void add(Question question) {
    waiting
        .computeIfAbsent(question.instance().namespace(), namespace -> new LinkedHashSet<>())
        .add(question);
  }

  /** Drops the waiting names of an instance, except for some. */
  void drop(InstanceKey instance, Set<String> except) {
    Set<Question> own = waiting.getOrDefault(instance.namespace(), new LinkedHashSet<>());
    own.removeIf(
        question -> question.instance().equals(instance) && !except.contains(question.host()));
    if (own.isEmpty()) {
      waiting.remove(instance.namespace());
    }
  }

  /** Starts the next look-up; empty while none may start. */
  Optional<Question> next() {
    if (openInAll() >= OPEN) {
      return Optional.empty();
    }
    Optional<String> turn =
        waiting.keySet().stream()
            .filter(namespace -> open.getOrDefault(namespace, 0) < SHARE)
            .findFirst();
    turn.ifPresent(namespace -> open.merge(namespace, 1, Integer::sum));
    return turn.map(this::take);
  }

  private Question take(String namespace) {
    Set<Question> own = waiting.remove(namespace);
    Iterator<Question> questions = own.iterator();
    Question question = questions.next();
    questions.remove();
    if (!own.isEmpty()) {
      waiting.put(namespace, own);
    }
    return question;
  }

  void ended(Question question) {
    open.computeIfPresent(
        question.instance().namespace(), (namespace, count) -> count > 1 ? count - 1 : null);
  }

  int openInAll() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Names that wait. */
  int size() {
    return waiting.values().stream().mapToInt(Set::size).sum();
  }
}
