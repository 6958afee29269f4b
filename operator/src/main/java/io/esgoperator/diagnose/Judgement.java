package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Verdict;

/**
 * A verdict with its reasons.
 *
 * @param culprit what closes the path, if that is proved; null otherwise
 * @param reason one CamelCase word
 * @param seen the evidence
 * @param advice what to change
 * @param remark another sentence on the path, with a space before it; may be empty
 */
public record Judgement(
    Verdict verdict, String culprit, String reason, String seen, Advice advice, String remark) {

  public Judgement(Verdict verdict, String culprit, String reason, String seen, Advice advice) {
    this(verdict, culprit, reason, seen, advice, "");
  }

  /** A judgement that needs no advice, or has it in its text. */
  public Judgement(Verdict verdict, String culprit, String reason, String seen) {
    this(verdict, culprit, reason, seen, Advice.NONE);
  }

  /** The same with another remark. */
  public Judgement with(String sentence) {
    return new Judgement(verdict, culprit, reason, seen, advice, remark + sentence);
  }

  /** The same without advice, where it is too early for one. */
  public Judgement withoutAdvice() {
    return new Judgement(verdict, culprit, reason, seen, Advice.NONE, remark);
  }

  /** The same with a culprit, whose grounds become the advice. */
  Judgement blaming(Culprits.Culprit known) {
    return new Judgement(
        verdict, known.name(), reason, seen, new Advice(" " + known.grounds(), false), remark);
  }

  /** The message while no culprit is known. */
  public String message() {
    return seen + advice.sentences() + remark;
  }

  /**
   * The message once the culprit is known. It does not mention the firewall if something in the
   * cluster closes the path.
   *
   * @param known may be null
   */
  public String message(String known) {
    return advice.isFor(known) ? message() : seen + remark;
  }
}
