package io.esgoperator.probe;

/**
 * What one exchange showed.
 *
 * @param evidence what was sent and what came back, in one line as {@link Evidence} has it
 * @param mark what an unrelated peer would not show; null where there is nothing of the kind
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

  public static ProbeResult foreign(String evidence) {
    return new ProbeResult(Finding.ForeignAnswer, evidence);
  }

  /** The same with a mark. */
  public ProbeResult marked(String text, Finding shared) {
    return new ProbeResult(finding, evidence, new Mark(text, shared));
  }

  public boolean answered() {
    return finding == Finding.Answered;
  }

  /**
   * What tells a peer from others.
   *
   * @param shared what it means when unrelated peers show the same text
   */
  public record Mark(String text, Finding shared) {}
}
