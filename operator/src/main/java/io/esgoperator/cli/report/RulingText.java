package io.esgoperator.cli.report;

import io.esgoperator.manifest.Place;
import io.esgoperator.netpol.world.Decision;

/**
 * A ruling of the policies as text.
 *
 * @param because without its full stop
 * @param place of the text that decides; null where no part of a file does
 * @param byEngine whether it is unclear and a known engine may decide it
 */
public record RulingText(Decision decision, String because, Place place, boolean byEngine) {
  public RulingText(Decision decision, String because, Place place) {
    this(decision, because, place, false);
  }

  public boolean isAllowed() {
    return decision == Decision.Allowed;
  }
}
