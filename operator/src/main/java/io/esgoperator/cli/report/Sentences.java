package io.esgoperator.cli.report;

import io.esgoperator.netpol.world.Decision;
import java.util.Locale;

/** A finding in one sentence. */
final class Sentences {
  private Sentences() {}

  static String of(TableRow row) {
    return "%s (%s %s, %s, %s) is %s: %s. %s"
        .formatted(
            row.path().name(),
            row.portText(),
            row.direction().toLowerCase(Locale.ROOT),
            row.family().equals("both") ? "both families" : row.family(),
            row.peers(),
            row.ruling().decision() == Decision.Denied ? "denied" : "unclear",
            row.ruling().because(),
            row.path().consequence());
  }

  static String of(Undeclared opening) {
    return "undeclared: " + opening.sentence();
  }

  static String ifEnforced(String closed) {
    return "if enforced: " + closed;
  }
}
