package io.esgoperator.probe;

import io.esgoperator.identity.Told;

/**
 * The result of one exchange.
 *
 * @param evidence what was sent and what came back, in one line as {@link Evidence} has it
 * @param mark text that two unrelated peers cannot share; null without one
 * @param told what the peer tells besides
 */
public record ProbeResult(Finding finding, String evidence, Mark mark, Told told) {
  public ProbeResult {
    evidence = Evidence.of(evidence);
  }

  public ProbeResult(Finding finding, String evidence) {
    this(finding, evidence, null, Told.NOTHING);
  }

  public static ProbeResult answered(String evidence) {
    return new ProbeResult(Finding.Answered, evidence);
  }

  /** An answer that is a refusal. */
  public static ProbeResult declined(String evidence) {
    return new ProbeResult(Finding.Declined, evidence);
  }

  public static ProbeResult foreign(String evidence) {
    return new ProbeResult(Finding.ForeignAnswer, evidence);
  }

  /** The same with a mark. */
  public ProbeResult marked(String text, Finding shared) {
    return new ProbeResult(finding, evidence, new Mark(text, shared), told);
  }

  /** The same with a remark behind the evidence. */
  public ProbeResult remarking(String remark) {
    return new ProbeResult(finding, evidence + "; " + remark, mark, told);
  }

  /** The same with what the peer tells besides. */
  public ProbeResult telling(Told besides) {
    return new ProbeResult(finding, evidence, mark, besides);
  }

  public boolean answered() {
    return finding.answered();
  }

  /** Text that identifies a peer, and the finding if unrelated peers show the same text. */
  public record Mark(String text, Finding shared) {}
}
