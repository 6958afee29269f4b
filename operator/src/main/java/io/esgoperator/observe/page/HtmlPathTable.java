package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Direction;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The paths of one instance, each with evidence and advice; the worst first. */
record HtmlPathTable(List<PathStatus> paths, TimeElement time) {
  private static final String TABLE =
      """
      <table class="paths">
      <thead><tr><th scope="col">Path</th><th scope="col">Family</th><th scope="col">Verdict</th>\
      <th scope="col">Since</th><th scope="col">Last rounds</th><th scope="col">What was seen</th></tr></thead>
      <tbody>
      %s</tbody>
      </table>
      """;

  private static final String ROW =
      """
      <tr%s><th scope="row">%s<small>%s %s %s</small></th><td>%s</td>\
      <td><span class="badge %s">%s</span><small>%s</small></td><td>%s</td><td>%s</td><td>%s%s%s%s</td></tr>
      """;

  Markup markup() {
    Set<String> named = new HashSet<>();
    return Markup.scrolling(
        "Paths",
        Markup.of(
            TABLE,
            paths.stream()
                .sorted(Comparator.comparing(PathStatus::verdict, Comparator.reverseOrder()))
                .map(row -> row(row, named.add(row.name())))
                .collect(Markup.joined())));
  }

  /** The matrix links to the first row of a path, which is its worst. */
  private Markup row(PathStatus row, boolean first) {
    return Markup.of(
        ROW,
        first ? Markup.of(" id=\"%s\"", row.name()) : Markup.NOTHING,
        row.name(),
        row.protocol(),
        row.port(),
        row.direction() == Direction.Inbound ? "in" : "out",
        row.family(),
        CssClass.of(row.verdict()),
        row.verdict(),
        row.reason(),
        time.element(row.lastTransitionTime()),
        rounds(row.rounds()),
        Markup.of("<p>%s</p>", row.message()),
        Facts.of()
            .and("In doubt", row.doubt())
            .and("What to do", row.advice())
            .and("Culprit", row.culprit() == null ? null : row.culprit().phrase())
            .and("Because", row.control())
            .and("What is lost", row.consequence())
            .markup(),
        asked(row),
        history(row.history()));
  }

  /** The letters of the status, with their meaning for a new reader. */
  private static Markup rounds(String letters) {
    long bad = letters.chars().filter(letter -> letter == 'x').count();
    return letters.isEmpty()
        ? Markup.text("none")
        : Markup.of("<code>%s</code><small>%s of %s bad</small>", letters, bad, letters.length());
  }

  /** Empty before the first round has ended. */
  private Markup asked(PathStatus row) {
    if (row.lastProbeTime() == null) {
      return Markup.NOTHING;
    }
    boolean answered = row.verdict() == Verdict.Open && row.latencyMillis() != null;
    return Markup.of(
        "<small>Asked %s ago%s.</small>",
        time.age(row.lastProbeTime()),
        answered ? ", answered in " + row.latencyMillis() + " ms" : "");
  }

  private Markup history(List<Transition> history) {
    return history.isEmpty()
        ? Markup.NOTHING
        : Markup.of(
            "<details><summary>History: %s</summary><ol>%s</ol></details>",
            history.size() == 1 ? "one change" : history.size() + " changes",
            history.stream().map(this::change).collect(Markup.joined()));
  }

  private Markup change(Transition change) {
    return Markup.of(
        "<li>%s <b>%s</b> (%s): %s</li>",
        time.element(change.time()), change.verdict(), change.reason(), change.message());
  }
}
