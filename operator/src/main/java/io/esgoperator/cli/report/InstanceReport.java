package io.esgoperator.cli.report;

import io.esgoperator.manifest.Place;
import java.util.List;
import java.util.stream.Stream;

/**
 * The effect of the policies on one gateway.
 *
 * @param instance {@code EsgInstance mail/gateway}
 * @param place null where it is not in a file
 * @param generated whether the operator's own policy was missing, so that the one it would write
 *     was used
 * @param gateways the pods and workloads that were examined
 * @param wouldClose what Enforce would close; reported, but not as a finding
 */
public record InstanceReport(
    String instance,
    Place place,
    boolean generated,
    List<String> gateways,
    List<TableRow> rows,
    List<Undeclared> undeclared,
    List<String> wouldClose) {

  Stream<TableRow> closed() {
    return rows.stream().filter(row -> !row.ruling().isAllowed());
  }

  long findings() {
    return closed().count() + undeclared.size();
  }
}
