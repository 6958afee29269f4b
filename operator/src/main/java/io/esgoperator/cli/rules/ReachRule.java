package io.esgoperator.cli.rules;

import io.esgoperator.manifest.Place;
import io.esgoperator.netpol.world.Decision;

/**
 * A rule on which ends may reach which.
 *
 * @param text as it is written, without its kind
 * @param place null for one of the command line
 */
record ReachRule(Kind kind, RuleEnd from, RuleEnd to, RulePorts ports, String text, Place place) {
  /** What a rule wants of each pair of its ends. */
  enum Kind {
    deny(Decision.Denied),
    require(Decision.Allowed);

    private final Decision wanted;

    Kind(Decision wanted) {
      this.wanted = wanted;
    }

    boolean isHeldBy(Decision decision) {
      return decision == wanted;
    }
  }

  /** With its kind, and its place in a file. */
  String name() {
    return kind + " " + text + (place == null ? "" : " (" + place + ")");
  }
}
