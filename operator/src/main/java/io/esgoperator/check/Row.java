package io.esgoperator.check;

import io.esgoperator.audit.Decision;
import io.esgoperator.catalog.Family;
import io.esgoperator.catalog.Path;
import io.esgoperator.manifest.Place;
import java.util.List;

/**
 * What the policies say of one declared path, or of a part of it.
 *
 * @param families one, or both where they fare alike
 * @param port where the pod is, after a Service's translation
 * @param peers whom it is about
 * @param because without its full stop
 * @param place of what decides; null where nothing is written in a file
 */
record Row(
    Path path,
    List<Family> families,
    int port,
    String peers,
    Decision decision,
    String because,
    Place place) {

  boolean isAllowed() {
    return decision == Decision.Allowed;
  }

  String family() {
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
