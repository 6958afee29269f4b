package io.esgoperator.diagnose;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.cause.Advice;
import io.esgoperator.diagnose.cause.Culprits;

/**
 * A verdict with its reasons.
 *
 * @param culprit what closes the path, if that is proved; null otherwise
 * @param seen the evidence
 * @param advice what to change
 * @param remark another sentence on the path, with a space before it; may be empty
 */
public record Judgement(
    Verdict verdict, Culprit culprit, Reason reason, String seen, Advice advice, String remark) {

  public Judgement(Verdict verdict, Culprit culprit, Reason reason, String seen, Advice advice) {
    this(verdict, culprit, reason, seen, advice, "");
  }

  /** A judgement that needs no advice, or has it in its text. */
  public Judgement(Verdict verdict, Culprit culprit, Reason reason, String seen) {
    this(verdict, culprit, reason, seen, Advice.NONE);
  }

  /** The same with another remark. */
  public Judgement with(String sentence) {
    return new Judgement(verdict, culprit, reason, seen, advice, remark + sentence);
  }

  /** The same with another advice. */
  public Judgement advising(String sentence) {
    return with(culprit, new Advice(sentence, false));
  }

  /** The same with another sentence before its advice. */
  Judgement advisingFirst(String sentence) {
    return with(
        culprit, new Advice((sentence + " " + advice.sentences()).strip(), advice.atTheFirewall()));
  }

  /** The same with a culprit, whose grounds become the advice. */
  Judgement blaming(Culprits.Blame known) {
    return with(known.culprit(), new Advice(known.grounds(), false));
  }

  private Judgement with(Culprit known, Advice other) {
    return new Judgement(verdict, known, reason, seen, other, remark);
  }

  /** What was seen, for the status. */
  public String message() {
    return seen + remark;
  }

  /** All of it in one line, for readers without a field for the advice. */
  public String text() {
    return seen + (advice.sentences().isEmpty() ? "" : " " + advice.sentences()) + remark;
  }

  /**
   * What to change. Where something in the cluster closes the path, no firewall is mentioned.
   *
   * @param known the culprit; may be null
   * @return null where there is no advice
   */
  public String advice(Culprit known) {
    return advice.isFor(known) && !advice.sentences().isEmpty() ? advice.sentences() : null;
  }
}
