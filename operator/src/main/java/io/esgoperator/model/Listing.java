package io.esgoperator.model;

import java.util.Collection;
import java.util.stream.Collectors;

/** The first few of some things, and the number of the others. */
public final class Listing {
  private Listing() {}

  /** {@code a, b and 3 more}; all of them where there are no more than {@code most}. */
  public static String of(Collection<?> all, int most) {
    return of(all, most, ", ", " and ");
  }

  /**
   * The same with other words between.
   *
   * @param last stands before the number of the others
   */
  public static String of(Collection<?> all, int most, String separator, String last) {
    String first =
        all.stream().limit(most).map(String::valueOf).collect(Collectors.joining(separator));
    return all.size() > most ? first + last + (all.size() - most) + " more" : first;
  }
}
