package io.esgoperator.check;

import io.esgoperator.manifest.Place;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the policies do to one gateway.
 *
 * @param instance {@code EsgInstance mail/gateway}
 * @param place null where it is not in a file
 * @param generated whether the operator's own policy was not there and counts as it would be
 *     written
 * @param gateways the pods and workloads that were looked at
 * @param wouldClose what Enforce would close; told, and no finding
 */
record InstanceReport(
    String instance,
    Place place,
    boolean generated,
    List<String> gateways,
    List<Row> rows,
    List<Undeclared> undeclared,
    List<String> wouldClose) {

  Stream<Row> closed() {
    return rows.stream().filter(row -> !row.isAllowed());
  }

  long findings() {
    return closed().count() + undeclared.size();
  }
}
