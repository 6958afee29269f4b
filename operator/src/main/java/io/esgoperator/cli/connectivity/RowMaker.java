package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.connectivity.ConnectivityRow.LineEnd;
import io.esgoperator.cli.workloads.PortsText;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the rows of a pair: one of what is allowed, and one for each reason of a doubt. */
record RowMaker(Evaluator evaluator) {
  /**
   * A pair with its decisions.
   *
   * @param example of a connection, from an end to an end
   */
  record Pair(
      LineEnd from,
      LineEnd to,
      List<Family> families,
      List<Endpoint> example,
      List<PortSpan> spans,
      List<PolicyRef> notEvaluated) {}

  List<ConnectivityRow> rows(Pair pair) {
    if (!pair.notEvaluated().isEmpty()) {
      return List.of(row(pair, Decision.Unclear, pair.spans(), notEvaluated(pair), false));
    }
    if (pair.spans().stream().allMatch(span -> span.decision() == Decision.Allowed)) {
      return List.of(
          new ConnectivityRow(
              pair.from(), pair.to(), pair.families(), Decision.Allowed, pair.spans(), "", false));
    }
    List<PortSpan> allowed = of(Decision.Allowed, pair);
    Grouped<String, PortSpan> doubts = new Grouped<>();
    of(Decision.Unclear, pair).forEach(span -> doubts.add(doubt(pair, span), span));
    List<ConnectivityRow> rows = new ArrayList<>();
    if (!allowed.isEmpty()) {
      rows.add(row(pair, Decision.Allowed, allowed, "", false));
    }
    doubts.forEach(
        (because, spans) ->
            rows.add(
                row(
                    pair,
                    Decision.Unclear,
                    spans,
                    because,
                    evaluator.dependsOnEngine(connection(pair, spans.get(0))))));
    return rows;
  }

  private static ConnectivityRow row(
      Pair pair, Decision decision, List<PortSpan> spans, String because, boolean byEngine) {
    return new ConnectivityRow(
        pair.from(), pair.to(), pair.families(), decision, joined(spans), because, byEngine);
  }

  private static List<PortSpan> of(Decision decision, Pair pair) {
    return pair.spans().stream().filter(span -> span.decision() == decision).toList();
  }

  /** Without the decisions, neighbours are one span. */
  private static List<PortSpan> joined(List<PortSpan> spans) {
    return PortSpan.joined(
        spans.stream()
            .map(span -> new PortSpan(span.protocol(), span.ports(), Decision.Unclear))
            .toList());
  }

  private String doubt(Pair pair, PortSpan span) {
    Ruling ruling = evaluator.rule(connection(pair, span));
    return Stream.of(ruling.egress(), ruling.ingress())
        .filter(proof -> proof.decision() == Decision.Unclear)
        .map(Proof::text)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static Connection connection(Pair pair, PortSpan span) {
    return new Connection(
        pair.example().get(0),
        pair.example().get(1),
        span.protocol(),
        span.ports().first(),
        pair.families().get(0));
  }

  private static String notEvaluated(Pair pair) {
    List<PortSpan> allowed = of(Decision.Allowed, pair);
    return pair.notEvaluated().stream()
        .map(policy -> "; " + policy + " may say otherwise and is not evaluated")
        .collect(
            Collectors.joining(
                "",
                "the other policies allow "
                    + (allowed.isEmpty() ? "nothing" : PortsText.of(allowed)),
                ""));
  }
}
