package io.esgoperator.status;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be said of the policies on a gateway besides the verdicts of its paths, in sentences.
 * Of more than twenty the rest is counted.
 *
 * @param openings what they open beyond the declaration
 * @param others what else they do, and which are not evaluated
 * @param wouldClose what Enforce would close; empty where it is on
 */
public record PolicyRemarks(List<String> openings, List<String> others, List<String> wouldClose) {
  private static final int MOST = 20;

  public static final PolicyRemarks NONE = new PolicyRemarks(List.of(), List.of(), List.of());

  public PolicyRemarks {
    openings = bounded(openings);
    others = bounded(others);
    wouldClose = bounded(wouldClose);
  }

  /** The last place is the count's. */
  private static List<String> bounded(List<String> sentences) {
    return sentences.size() <= MOST + 1
        ? List.copyOf(sentences)
        : Stream.concat(
                sentences.stream().limit(MOST),
                Stream.of("And %d more.".formatted(sentences.size() - MOST)))
            .toList();
  }
}
