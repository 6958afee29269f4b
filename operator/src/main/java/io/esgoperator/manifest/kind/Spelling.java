package io.esgoperator.manifest.kind;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was meant to be. */
public final class Spelling {
  private static final int SHORT = 7;

  private Spelling() {}

  /**
   * The nearest of some names; empty where the word is one of them, or is like none. A plural,
   * other letters' case and two wrong letters (one in a short name) are alike.
   */
  public static Optional<String> meant(String word, Collection<String> names) {
    return names.contains(word)
        ? Optional.empty()
        : names.stream()
            .filter(name -> distance(word, name) <= (name.length() > SHORT ? 2 : 1))
            .min(Comparator.comparingInt(name -> distance(word, name)));
  }

  private static int distance(String word, String name) {
    return letters(singular(word), name.toLowerCase(Locale.ROOT));
  }

  private static String singular(String word) {
    return word.toLowerCase(Locale.ROOT).replaceFirst("ies$", "y");
  }

  /** How many letters are to be put in, taken out or replaced (Levenshtein). */
  private static int letters(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= one.length(); line++) {
      int above = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = above + (one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1);
        above = row[column];
        row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
