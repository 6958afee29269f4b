package io.esgoperator.cli.status;

import io.esgoperator.model.PlainText;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/** Tells what is going on, each sentence once. */
final class Progress {
  private final PrintStream err;
  private final Set<String> told = new HashSet<>();

  Progress(PrintStream err) {
    this.err = err;
  }

  void tell(String sentence) {
    if (told.add(sentence)) {
      err.println(PlainText.line(sentence));
    }
  }
}
