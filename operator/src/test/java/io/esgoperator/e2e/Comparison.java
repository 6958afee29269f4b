package io.esgoperator.e2e;

import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.world.Decision;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the evaluator says of connections, beside what became of them.
 *
 * @param open how many got through, by what it says
 * @param closed how many did not, by what it says
 * @param untold how many could not be compared
 */
record Comparison(
    Map<Decision, Integer> open,
    Map<Decision, Integer> closed,
    int untold,
    List<Disagreement> disagreements) {

  /** A connection on which they differ. */
  record Disagreement(Ruling ruling) {
    @Override
    public String toString() {
      return "%s, %s: %s by the text (egress: %s; ingress: %s), but not in the network"
          .formatted(
              ruling.connection(),
              ruling.connection().family(),
              decision(ruling),
              ruling.egress().text(),
              ruling.ingress().text());
    }
  }

  static Comparison of(List<Ruling> all, Map<Connection, Boolean> reached) {
    List<Ruling> rulings =
        all.stream().filter(ruling -> reached.containsKey(ruling.connection())).toList();
    Map<Decision, Integer> open = new EnumMap<>(Decision.class);
    Map<Decision, Integer> closed = new EnumMap<>(Decision.class);
    rulings.forEach(
        ruling ->
            (reached.get(ruling.connection()) ? open : closed)
                .merge(decision(ruling), 1, Integer::sum));
    return new Comparison(
        open,
        closed,
        all.size() - rulings.size(),
        rulings.stream()
            .filter(ruling -> decision(ruling) != Decision.Unclear)
            .filter(
                ruling ->
                    reached.get(ruling.connection()) != (decision(ruling) == Decision.Allowed))
            .map(Disagreement::new)
            .toList());
  }

  /** Where a policy of another kind may say otherwise, the text decides nothing. */
  private static Decision decision(Ruling ruling) {
    return ruling.notEvaluated().isEmpty() ? ruling.decision() : Decision.Unclear;
  }

  Comparison plus(Comparison other) {
    return new Comparison(
        sum(open, other.open),
        sum(closed, other.closed),
        untold + other.untold,
        Stream.concat(disagreements.stream(), other.disagreements.stream()).toList());
  }

  private static Map<Decision, Integer> sum(
      Map<Decision, Integer> one, Map<Decision, Integer> other) {
    Map<Decision, Integer> sum = new EnumMap<>(Decision.class);
    sum.putAll(one);
    other.forEach((decision, count) -> sum.merge(decision, count, Integer::sum));
    return sum;
  }

  @Override
  public String toString() {
    int agreements = open(Decision.Allowed) + closed(Decision.Denied);
    int unclear = open(Decision.Unclear) + closed(Decision.Unclear);
    return "%d connections: %d agreements (%d open, %d closed), %d unclear (%d open, %d closed), %d disagreements, and %d more that no server could open"
        .formatted(
            agreements + unclear + disagreements.size(),
            agreements,
            open(Decision.Allowed),
            closed(Decision.Denied),
            unclear,
            open(Decision.Unclear),
            closed(Decision.Unclear),
            disagreements.size(),
            untold);
  }

  private int open(Decision decision) {
    return open.getOrDefault(decision, 0);
  }

  private int closed(Decision decision) {
    return closed.getOrDefault(decision, 0);
  }
}
