package io.esgoperator.api.v1alpha1;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Maps of a spec, in the order of their keys. That of {@link Map#copyOf} is another one in each
 * process, so that a spec would read as changed to the next leader.
 */
final class Sorted {
  private Sorted() {}

  /**
   * A copy that nobody changes.
   *
   * @param map may be null, which is an empty one
   * @throws NullPointerException if a key or a value is null
   */
  static <V> Map<String, V> copyOf(Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(map)));
  }
}
