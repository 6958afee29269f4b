package io.esgoperator.model;

import java.util.Collection;
import java.util.stream.Collectors;

/** The first few of some things, and the number of the others. */
public final class Listing {
  /** Of so many things a sentence names the first ones. */
  private static final int NAMED = 3;

  private Listing() {}

  /** {@code a, b and 3 more}; all of them where there are no more than {@code most}. */
  public static String of(Collection<?> all, int most) {
    return of(all, most, ", ", " and ");
  }

  /** {@code a, b, c and 3 more}: the first three. */
  public static String of(Collection<?> all) {
    return of(all, NAMED);
  }

  /** The first three, with other words between and {@code last} before the number of the rest. */
  public static String of(Collection<?> all, String separator, String last) {
    return of(all, NAMED, separator, last);
  }

  /** The first {@code most}, with other words between. */
  public static String of(Collection<?> all, int most, String separator, String last) {
    String first =
        all.stream().limit(most).map(String::valueOf).collect(Collectors.joining(separator));
    return all.size() > most ? first + last + (all.size() - most) + " more" : first;
  }
}
