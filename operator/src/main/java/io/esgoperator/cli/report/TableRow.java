package io.esgoperator.cli.report;

import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import io.esgoperator.netpol.world.Decision;
import java.util.List;
import java.util.Locale;

/**
 * The ruling on one declared path, or on a part of its peers.
 *
 * @param families one, or both with the same result
 * @param port the pod's, after a Service's translation
 * @param peers the peers that the row covers
 */
public record TableRow(
    Path path, List<Family> families, int port, String peers, RulingText ruling) {
  /** The same row in other families. */
  public TableRow in(List<Family> others) {
    return new TableRow(path, others, port, peers, ruling);
  }

  /** The same row of one of several pods. */
  public TableRow at(Object pod) {
    return new TableRow(
        path,
        families,
        port,
        peers,
        new RulingText(
            ruling.decision(),
            "%s (at %s)".formatted(ruling.because(), pod),
            ruling.place(),
            ruling.byEngine()));
  }

  public String family() {
    return families.size() > 1 ? "both" : families.get(0).name();
  }

  String direction() {
    return path.direction().name();
  }

  /** A finding in one sentence. */
  String sentence() {
    return "%s (%s %s, %s, %s) is %s: %s. %s"
        .formatted(
            path.name(),
            portText(),
            direction().toLowerCase(Locale.ROOT),
            families.size() > 1 ? "both families" : family(),
            peers,
            ruling.decision() == Decision.Denied ? "denied" : "unclear",
            ruling.because(),
            path.consequence());
  }

  /** {@code TCP 25}. */
  String portText() {
    return path.transport() + " " + port;
  }
}
