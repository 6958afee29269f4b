package io.esgoperator.cli.report;

import io.esgoperator.manifest.Place;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import io.esgoperator.netpol.world.Decision;
import java.util.List;

/**
 * The decision on one declared path, or on a part of its peers.
 *
 * @param families one, or both with the same result
 * @param port the pod's, after a Service's translation
 * @param peers the peers that the row covers
 * @param because without its full stop
 * @param place of the text that decides; null where no part of a file does
 */
public record Row(
    Path path,
    List<Family> families,
    int port,
    String peers,
    Decision decision,
    String because,
    Place place) {

  public boolean isAllowed() {
    return decision == Decision.Allowed;
  }

  public String family() {
    return families.size() > 1 ? "both" : families.get(0).name();
  }

  String direction() {
    return path.direction().name();
  }

  /** {@code TCP 25}. */
  String portText() {
    return path.transport() + " " + port;
  }
}
