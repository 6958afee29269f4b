package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.report.EngineHint;
import io.esgoperator.cli.workloads.WorkloadSet;
import io.esgoperator.model.Count;
import java.util.List;

/**
 * Which workloads reach which.
 *
 * @param sets the workloads at either end
 * @param open the number of pairs of which every row is allowed
 * @param unclear the number of pairs with a row that is unclear
 * @param closed the number of pairs without a row
 * @param hint how more becomes clear; empty where there is none
 */
record ConnectivityReport(
    List<ConnectivityRow> rows,
    List<WorkloadSet> sets,
    int open,
    int unclear,
    int closed,
    String hint) {
  /** {@code 12 pairs: 3 open, 0 unclear, 9 closed.} */
  String sentence() {
    String all = Count.of(open + unclear + closed, "pair", "pairs");
    return EngineHint.after(
        "%s: %d open, %d unclear, %d closed.".formatted(all, open, unclear, closed), hint);
  }
}
