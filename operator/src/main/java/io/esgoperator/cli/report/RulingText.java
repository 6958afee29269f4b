package io.esgoperator.cli.report;

import io.esgoperator.manifest.Place;
import io.esgoperator.netpol.world.Decision;

/**
 * A ruling of the policies as text.
 *
 * @param because without its full stop
 * @param place of the text that decides; null where no part of a file does
 */
public record RulingText(Decision decision, String because, Place place) {
  public boolean isAllowed() {
    return decision == Decision.Allowed;
  }
}
