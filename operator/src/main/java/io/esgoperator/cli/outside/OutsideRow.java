package io.esgoperator.cli.outside;

import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.Judgement;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Family;
import java.util.List;

/**
 * One inbound path at one address.
 *
 * @param latencyMillis of the server, as {@code PeerTime}, or until the probe gave up; null where
 *     nothing was asked
 */
record OutsideRow(
    DeclaredPath declared, Family family, String target, Long latencyMillis, Judgement judgement) {
  List<String> cells() {
    return List.of(
        declared.name(),
        family.name(),
        String.valueOf(declared.path().port()),
        judgement.verdict().name(),
        target,
        latencyMillis == null ? "-" : String.valueOf(latencyMillis));
  }

  boolean isOpen() {
    return judgement.verdict() == Verdict.Open;
  }
}
