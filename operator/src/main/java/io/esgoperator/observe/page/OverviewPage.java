package io.esgoperator.observe.page;

import io.esgoperator.api.v1alpha1.Verdict;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The matrix: one row for each instance, one column for each path, the worst on top. */
final class OverviewPage {
  static final String TITLE = "Path matrix";

  private static final String CONTENT =
      """
      <h1>Path matrix</h1>
      <div class="counts">
      %s%s</div>
      %s%s<p class="legend"><b>Open</b>: the peer answered in its own protocol. \
      <b>Partial</b>: not each declared end is open. <b>Blocked</b>: nothing came back. <b>Refused</b>: a reset, or an ICMP refusal. \
      <b>Tampered</b>: something in between inspects, rewrites or redirects. <b>Unstable</b>: it comes and goes. \
      <b>Unknown</b>: the probe could not tell, and no path is blamed. Each word stands for both address families \
      unless one is named; the time says since when.</p>
      """;

  private static final String TABLE =
      """
      <table class="matrix">
      <thead><tr><th scope="col">Instance</th><th scope="col">State</th>%s</tr></thead>
      <tbody>
      %s</tbody>
      </table>
      """;

  private static final String NO_INSTANCE =
      """
      <h1>Path matrix</h1>
      <p>No EsgInstance is declared where this operator looks.</p>
      """;

  private static final Markup NOT_DECLARED =
      new Markup(
          "<td class=\"none\"><span aria-hidden=\"true\">–</span><span class=\"unseen\">not declared</span></td>");

  private OverviewPage() {}

  /** One page of the matrix, by its number from 1 to {@link PathMatrix#pages()}. */
  static Markup of(PathMatrix matrix, int number, TimeElement time) {
    if (matrix.all().isEmpty()) {
      return new Markup(NO_INSTANCE);
    }
    return Markup.of(
        CONTENT,
        counts("Instances", matrix.states(), InstanceState::words, InstanceState::cssClass),
        counts("Paths and families", matrix.verdicts(), Verdict::name, CssClass::of),
        Markup.scrolling(TITLE, table(matrix, number, time)),
        matrix.pages() == 1 ? Markup.NOTHING : pages(number, matrix));
  }

  private static Markup table(PathMatrix matrix, int number, TimeElement time) {
    List<Column> columns = Column.of(matrix);
    return Markup.of(
        TABLE,
        columns.stream().map(OverviewPage::head).collect(Markup.joined()),
        matrix.page(number).stream()
            .map(instance -> row(instance, columns, time))
            .collect(Markup.joined()));
  }

  private static <T> Markup counts(
      String what, Map<T, Long> counted, Function<T, String> words, Function<T, String> cssClass) {
    return Markup.of(
        "<dl><div><dt>%s</dt><dd>%s</dd></div>%s</dl>\n",
        what,
        counted.values().stream().mapToLong(Long::longValue).sum(),
        counted.entrySet().stream()
            .map(
                count ->
                    Markup.of(
                        "<div class=\"%s\"><dt>%s</dt><dd>%s</dd></div>",
                        cssClass.apply(count.getKey()),
                        words.apply(count.getKey()),
                        count.getValue()))
            .collect(Markup.joined()));
  }

  private static Markup head(Column column) {
    return Markup.of("<th scope=\"col\">%s<small>%s</small></th>", column.title(), column.note());
  }

  private static Markup row(MatrixRow instance, List<Column> columns, TimeElement time) {
    return Markup.of(
        """
        <tr><th scope="row"><a href="%s">%s</a><small>%s</small></th><td>%s<small>%s</small></td>%s</tr>
        """,
        instance.address(),
        instance.name(),
        instance.namespace(),
        instance.badge(),
        instance.status().lastProbe() == null ? "not probed yet" : instance.status().summary(),
        columns.stream()
            .map(
                column ->
                    MatrixCell.of(column, instance.status().paths(), time)
                        .map(cell -> cell.markup(instance))
                        .orElse(NOT_DECLARED))
            .collect(Markup.joined()));
  }

  private static Markup pages(int number, PathMatrix matrix) {
    return Markup.of(
        "<nav aria-label=\"Pages of the matrix\">%s</nav>\n",
        IntStream.rangeClosed(1, matrix.pages())
            .mapToObj(
                page ->
                    Markup.of(
                        "<a href=\"/?page=%s\"%s>%s</a>",
                        page,
                        page == number ? new Markup(" aria-current=\"page\"") : Markup.NOTHING,
                        page))
            .collect(Markup.joined()));
  }
}
