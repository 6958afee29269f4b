package io.esgoperator.cli;

import io.esgoperator.cli.check.CheckCommand;
import io.esgoperator.cli.diff.DiffCommand;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.render.RenderCommand;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.PlainText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The offline commands, as {@code kubectl esg} offers them. */
@Command(
    name = "esg-operator",
    mixinStandardHelpOptions = true,
    description = "Says offline what policies do to a gateway's paths.")
public final class Commands {
  public static final Set<String> NAMES = Set.of("check", "render", "diff", "--help");

  private final Console console;

  private Commands(Console console) {
    this.console = console;
  }

  /** Silences libraries, whose log lines would otherwise stand within a report. */
  public static Commands onThisMachine() {
    System.setProperty("log.target", "System.err");
    return new Commands(new Console(System.in, System.out, System.err));
  }

  static Commands on(Console console) {
    return new Commands(console);
  }

  /**
   * Runs a command.
   *
   * @param words the command and its arguments
   * @return the exit code: 0 nothing to report, 1 findings or differences, 2 bad input
   */
  public int run(List<String> words) {
    return new CommandLine(this)
        .addSubcommand(new CheckCommand(console))
        .addSubcommand(new RenderCommand(console))
        .addSubcommand(new DiffCommand(console))
        .setOut(new PrintWriter(console.out(), true))
        .setErr(new PrintWriter(console.err(), true))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((fault, all) -> badInput(fault.getMessage()))
        .setExecutionExceptionHandler((fault, command, parsed) -> failed(fault))
        .execute(words.toArray(String[]::new));
  }

  /** A user of the command cannot act on a stack trace. */
  private int failed(Exception fault) {
    return badInput(
        fault instanceof BadInputException
            ? fault.getMessage()
            : "%s at %s, which is a fault of this program: report it with the input."
                .formatted(
                    fault.getClass().getSimpleName(),
                    Stream.of(fault.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("io.esgoperator"))
                        .findFirst()
                        .orElse(null)));
  }

  private int badInput(String sentence) {
    console.err().println(PlainText.line(sentence.lines().findFirst().orElse("")));
    return Console.BAD_INPUT;
  }
}
