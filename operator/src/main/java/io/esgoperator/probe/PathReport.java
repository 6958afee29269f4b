package io.esgoperator.probe;

import io.esgoperator.catalog.Family;

/**
 * What the probe pod found on one path in one family.
 *
 * @param target whom the finding is about
 * @param latencyMillis until the answer was complete; until the probe gave up otherwise
 * @param tries how many exchanges were made in all
 * @param hosts how many different ones were asked
 */
public record PathReport(
    String path,
    Family family,
    Finding finding,
    String target,
    long latencyMillis,
    int tries,
    int hosts,
    String evidence) {
  /** The same where the probe was at fault. */
  PathReport faulty(String why) {
    return new PathReport(
        path, family, Finding.ProbeFault, target, latencyMillis, tries, hosts, why);
  }
}
