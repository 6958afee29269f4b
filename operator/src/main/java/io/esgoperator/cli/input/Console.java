package io.esgoperator.cli.input;

import java.io.InputStream;
import java.io.PrintStream;

/** Where a command reads and writes. */
public record Console(InputStream in, PrintStream out, PrintStream err) {
  /** The exit code for input that is wrong. */
  public static final int BAD_INPUT = 2;
}
