package io.esgoperator.model;

/** A number with its noun, in the singular or the plural. */
public final class Count {
  private Count() {}

  /** {@code 1 try}, {@code 3 tries}. */
  public static String of(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
