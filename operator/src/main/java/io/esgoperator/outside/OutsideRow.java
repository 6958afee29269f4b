package io.esgoperator.outside;

import io.esgoperator.catalog.Family;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.diagnose.Verdict;
import io.esgoperator.policy.DeclaredPath;

/**
 * One inbound path at one address.
 *
 * @param latencyMillis until the answer was complete, or until the probe gave up; null where
 *     nothing was asked
 */
record OutsideRow(
    DeclaredPath declared, Family family, String target, Long latencyMillis, Judgement judgement) {
  boolean isOpen() {
    return judgement.verdict() == Verdict.Open;
  }
}
