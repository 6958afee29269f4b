package io.esgoperator.cli;

import io.esgoperator.Main;
import io.esgoperator.Program;
import io.esgoperator.cli.input.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a command did. */
public record Run(int exitCode, String out, String err) {
  public static Run of(String... words) {
    return on("", words);
  }

  /** With something on the standard input. */
  public static Run on(String input, String... words) {
    return on(input.getBytes(StandardCharsets.UTF_8), words);
  }

  static Run on(byte[] input, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            Program.OPERATOR,
            new Console(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)),
            words);
    return new Run(
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8).strip());
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
