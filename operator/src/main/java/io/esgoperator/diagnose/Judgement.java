package io.esgoperator.diagnose;

/**
 * A verdict with its grounds.
 *
 * @param culprit who closes the path, as far as it is proved; null otherwise
 * @param reason one CamelCase word
 * @param seen what was found
 * @param advice what to change
 * @param remark what else is to be said of the path, with a space before it; empty for nothing
 */
public record Judgement(
    Verdict verdict, String culprit, String reason, String seen, Advice advice, String remark) {

  public Judgement(Verdict verdict, String culprit, String reason, String seen, Advice advice) {
    this(verdict, culprit, reason, seen, advice, "");
  }

  /** One after which there is nothing to change, or that says so itself. */
  public Judgement(Verdict verdict, String culprit, String reason, String seen) {
    this(verdict, culprit, reason, seen, Advice.NONE);
  }

  /** The same, and one thing more to be said. */
  public Judgement with(String sentence) {
    return new Judgement(verdict, culprit, reason, seen, advice, remark + sentence);
  }

  /** The same, where it is too early to send the reader anywhere. */
  public Judgement withoutAdvice() {
    return new Judgement(verdict, culprit, reason, seen, Advice.NONE, remark);
  }

  /** The same, with who is to blame, and his grounds for an advice. */
  Judgement blaming(Culprits.Culprit known) {
    return new Judgement(
        verdict, known.name(), reason, seen, new Advice(" " + known.grounds(), false), remark);
  }

  /** For a reader to whom nobody is named. */
  public String message() {
    return seen + advice.sentences() + remark;
  }

  /**
   * For a reader who knows the culprit: nobody is sent to the firewall for what something in the
   * cluster closes.
   *
   * @param known may be null
   */
  public String message(String known) {
    return advice.isFor(known) ? message() : seen + remark;
  }
}
