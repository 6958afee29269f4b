package io.esgoperator.model;

import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lists by key, each key in the place of its first item.
 *
 * @param <K> may be null
 */
public final class Grouped<K, T> extends LinkedHashMap<K, List<T>> {
  @Serial private static final long serialVersionUID = 1L;

  /** Groups what has the same key, which may be null. */
  public static <T> Stream<List<T>> by(List<T> all, Function<? super T, ?> key) {
    Grouped<Object, T> groups = new Grouped<>();
    all.forEach(one -> groups.add(key.apply(one), one));
    return groups.values().stream();
  }

  /** Puts an item at the end of a key's list. */
  public void add(K key, T item) {
    computeIfAbsent(key, first -> new ArrayList<>()).add(item);
  }

  /** What is made of each key and its list. */
  public <R> Stream<R> map(BiFunction<? super K, ? super List<T>, ? extends R> making) {
    return entrySet().stream().map(one -> making.apply(one.getKey(), one.getValue()));
  }
}
