package io.esgoperator.diagnose.cause;

import java.util.List;
import java.util.stream.Stream;

/**
 * Remarks on the policies on a gateway, besides the verdicts of its paths, in sentences. At most
 * twenty of a kind; the rest is counted.
 *
 * @param openings what they open beyond the declaration
 * @param others their other effects, and which ones are not evaluated
 * @param wouldClose what Enforce would close; empty in Enforce mode
 */
public record PolicyRemarks(List<String> openings, List<String> others, List<String> wouldClose) {
  private static final int MOST = 20;

  public static final PolicyRemarks NONE = new PolicyRemarks(List.of(), List.of(), List.of());

  public PolicyRemarks {
    openings = bounded(openings);
    others = bounded(others);
    wouldClose = bounded(wouldClose);
  }

  /** The last place holds the count of the rest. */
  private static List<String> bounded(List<String> sentences) {
    return sentences.size() <= MOST + 1
        ? List.copyOf(sentences)
        : Stream.concat(
                sentences.stream().limit(MOST),
                Stream.of("And %d more.".formatted(sentences.size() - MOST)))
            .toList();
  }
}
