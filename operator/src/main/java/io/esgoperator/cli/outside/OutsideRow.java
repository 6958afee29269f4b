package io.esgoperator.cli.outside;

import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Family;

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
