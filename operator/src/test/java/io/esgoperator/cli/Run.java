package io.esgoperator.cli;

import io.esgoperator.Main;
import io.esgoperator.Program;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.status.Desk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

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
    return at(Desk::of, input, words);
  }

  /** With another desk than the machine's own. */
  public static Run at(Function<Console, Desk> desk, String... words) {
    return at(desk, new byte[0], words);
  }

  private static Run at(Function<Console, Desk> desk, byte[] input, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(input),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    int exitCode = Main.run(Program.OPERATOR, console, () -> desk.apply(console), words);
    return new Run(
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8).strip());
  }

  public List<String> lines() {
    return out.lines().toList();
  }
}
