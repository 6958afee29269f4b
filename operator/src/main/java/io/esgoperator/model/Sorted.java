package io.esgoperator.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies the maps of a spec in the order of their keys. The order of {@link Map#copyOf} differs
 * between processes, so that the next leader would take a spec for changed.
 */
public final class Sorted {
  private Sorted() {}

  /**
   * An unmodifiable copy.
   *
   * @param map may be null, which gives an empty copy
   * @throws NullPointerException if a key or a value is null
   */
  public static <V> Map<String, V> copyOf(Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(map)));
  }
}
