package io.esgoperator.manifest;

import io.esgoperator.model.PlainText;

/** A text that cannot be taken; the message is one line: file, line and a sentence. */
public final class BadManifestException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 600;

  /**
   * Makes one. Control characters become spaces, and a long sentence is cut.
   *
   * @param where file, or file and line
   */
  public BadManifestException(Object where, String sentence) {
    super(PlainText.line(where + ": " + cut(sentence.replaceAll("\\p{Cntrl}+", " ").strip())));
  }

  private static String cut(String sentence) {
    return sentence.length() <= LONGEST ? sentence : sentence.substring(0, LONGEST) + "...";
  }
}
