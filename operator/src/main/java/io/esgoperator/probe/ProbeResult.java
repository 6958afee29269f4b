package io.esgoperator.probe;

/**
 * The result of one exchange.
 *
 * @param evidence what was sent and what came back, in one line as {@link Evidence} has it
 * @param mark text that two unrelated peers cannot share; null without one
 */
public record ProbeResult(Finding finding, String evidence, Mark mark) {
  public ProbeResult {
    evidence = Evidence.of(evidence);
  }

  public ProbeResult(Finding finding, String evidence) {
    this(finding, evidence, null);
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
    return new ProbeResult(finding, evidence, new Mark(text, shared));
  }

  /** The same with a remark behind the evidence. */
  public ProbeResult remarking(String remark) {
    return new ProbeResult(finding, evidence + "; " + remark, mark);
  }

  public boolean answered() {
    return finding.answered();
  }

  /**
   * Text that identifies a peer.
   *
   * @param shared the finding if unrelated peers show the same text
   */
  public record Mark(String text, Finding shared) {}
}
