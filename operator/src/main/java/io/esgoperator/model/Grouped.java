package io.esgoperator.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Groups of a list, each in the place of its first item. */
public final class Grouped {
  private Grouped() {}

  /** Groups what has the same key, which may be null. */
  public static <T> Stream<List<T>> by(List<T> all, Function<? super T, ?> key) {
    Map<Object, List<T>> groups = new LinkedHashMap<>();
    all.forEach(one -> groups.computeIfAbsent(key.apply(one), any -> new ArrayList<>()).add(one));
    return groups.values().stream();
  }
}
