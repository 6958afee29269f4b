package io.esgoperator.cli.report;

import io.esgoperator.manifest.Place;
import java.util.List;
import java.util.stream.Stream;

/**
 * The effect of the policies on one gateway.
 *
 * @param instance {@code EsgInstance mail/gateway}
 * @param place null where it is not in a file
 * @param ownPolicy how the gateway's own policy counted
 * @param gateways the pods and workloads that were examined
 * @param wouldClose what Enforce would close; reported, but not as a finding
 */
public record InstanceReport(
    String instance,
    Place place,
    OwnPolicyState ownPolicy,
    List<String> gateways,
    List<TableRow> rows,
    List<Undeclared> undeclared,
    List<String> wouldClose) {

  /**
   * An opening beyond the declaration.
   *
   * @param place of the rule that opens it; null where no part of a file does
   */
  public record Undeclared(String sentence, Place place) {
    String finding() {
      return "undeclared: " + sentence;
    }
  }

  Stream<TableRow> closed() {
    return rows.stream().filter(row -> !row.ruling().isAllowed());
  }

  Stream<String> ifEnforced() {
    return wouldClose.stream().map("if enforced: "::concat);
  }

  long findings() {
    return closed().count() + undeclared.size();
  }
}
