package io.esgoperator.manifest;

import io.esgoperator.model.PlainText;

/** Input that cannot be taken; the message is one line that says what to write instead. */
public final class BadInputException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadInputException(String sentence) {
    super(PlainText.line(sentence));
  }

  /**
   * Makes one about a place. Control characters become spaces, and a long sentence is cut.
   *
   * @param where file, or file and line
   */
  public BadInputException(Object where, String sentence) {
    this(where + ": " + Complaints.shortened(sentence.replaceAll("\\p{Cntrl}+", " ").strip()));
  }
}
