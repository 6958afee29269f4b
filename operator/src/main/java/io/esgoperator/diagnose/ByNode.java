package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.StatusDocument.BadNode;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.Advice;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is known of a path from the nodes on which the gateway runs. Each round asks from one of
 * them, so a path that is closed on one node alone must neither change with each round nor read as
 * closed to the whole gateway.
 *
 * @param nodes on which the gateway has ready pods; empty where that is one
 * @param node from which this round asked; null where it is not known
 * @param known the nodes from which the path was bad before this round
 */
record ByNode(List<String> nodes, String node, List<BadNode> known) {
  private static final String ADVICE =
      "Look at what is different on %s: its own firewall, its routes, and the address with which it leaves the cluster.";

  static ByNode of(GatewayPart part, String node, List<BadNode> known) {
    boolean one = node == null || part.nodes().size() < 2;
    return new ByNode(
        one ? List.of() : part.nodes(),
        one ? null : node,
        one
            ? List.of()
            : known.stream()
                .filter(bad -> bad.node().equals(node) || part.nodes().contains(bad.node()))
                .toList());
  }

  /** The bad nodes other than this one. */
  List<BadNode> others() {
    return known.stream().filter(bad -> !bad.node().equals(node)).toList();
  }

  /** A sentence for a path of which no other node has a result, with a space before it. */
  String alone() {
    return " It was asked from node %s alone; the gateway's other nodes follow.".formatted(node);
  }

  /** Whether the path was not known to be bad from this node. */
  boolean isNew() {
    return node != null && others().size() == known.size();
  }

  /** Whether the path's first bad round from this node follows good ones from it. */
  boolean isFirst(boolean doubted) {
    return isNew() && !known.isEmpty() && !doubted;
  }

  /** All bad nodes after this one has shown itself to be bad. */
  private List<BadNode> with(Judgement bad) {
    return node == null
        ? List.of()
        : Stream.concat(
                Stream.of(new BadNode(node, bad.verdict(), bad.reason(), bad.seen())),
                others().stream())
            .toList();
  }

  /** The bad nodes after a round, of which the first bad one does not count yet. */
  List<BadNode> after(Judgement found, boolean first) {
    if (found.verdict().isBad() && !first) {
      return with(found);
    }
    return found.verdict() == Verdict.Unknown ? known : others();
  }

  /** A path that this node finds open is open in part where others do not. */
  Judgement withOthers(Judgement found) {
    return found.verdict() == Verdict.Open && !others().isEmpty() ? partial(others()) : found;
  }

  /** What speaks against the verdict so far; another round decides it {@code soon}. */
  String doubt(Judgement found, boolean first, String soon) {
    return "%s%s in the last round, another one follows %s%s: %s"
        .formatted(
            found.verdict(),
            first ? "" : " from node " + node,
            soon,
            first ? "" : ", from another node",
            found.message());
  }

  /** Whether some of the nodes are none of the bad ones. */
  static boolean hasMore(List<String> nodes, List<BadNode> bad) {
    return nodes.stream().anyMatch(one -> bad.stream().map(BadNode::node).noneMatch(one::equals));
  }

  /** The judgement on a path that some nodes, and not all, find bad. */
  static Judgement partial(List<BadNode> bad) {
    BadNode told = bad.get(0);
    List<String> names = bad.stream().map(BadNode::node).sorted().toList();
    String from = (names.size() == 1 ? "node " : "nodes ") + String.join(", ", names);
    return new Judgement(
        bad.stream().map(BadNode::verdict).anyMatch(Verdict.Tampered::equals)
            ? Verdict.Tampered
            : Verdict.Partial,
        null,
        told.reason(),
        "From %s: %s".formatted(from, told.message()),
        new Advice(ADVICE.formatted(from), false),
        " From the gateway's other nodes it is open.");
  }
}
