package io.esgoperator.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops its eldest entry when it has too many. Not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;
  private static final float USUAL_LOAD = 0.75f;

  private final int most;

  private BoundedMap(int most, boolean byUse) {
    super(16, USUAL_LOAD, byUse);
    this.most = most;
  }

  /**
   * The eldest entry is the one that was added first; replacing its value changes nothing.
   *
   * @param most entries, 1 or more
   */
  public static <K, V> Map<K, V> byAge(int most) {
    return new BoundedMap<>(most, false);
  }

  /**
   * The eldest entry is the one that was read or written least recently.
   *
   * @param most entries, 1 or more
   */
  public static <K, V> Map<K, V> byUse(int most) {
    return new BoundedMap<>(most, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
