package io.esgoperator;

import io.esgoperator.cli.check.CheckCommand;
import io.esgoperator.cli.diff.DiffCommand;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.outside.OutsideCommand;
import io.esgoperator.cli.render.RenderCommand;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.PlainText;
import io.esgoperator.operator.OperatorCommand;
import io.esgoperator.operator.PolicyRemoval;
import io.esgoperator.operator.settings.SetVariables;
import io.esgoperator.probe.run.ProbeCommand;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line: a mode for each first word. */
public final class Main {
  /** In the order of the help. */
  static final List<String> MODES =
      List.of("operator", "probe", "remove-policies", "check", "render", "diff", "--warm-up");

  /** Modes whose standard output is a report, in which a library's log lines would be noise. */
  private static final List<String> REPORTS = List.of("check", "render", "diff");

  private static final String OUTSIDE = "--from-outside";

  /** The mode continues on its own threads. */
  private static final int RUNS_ON = -1;

  /** Of a fault that is not the user's. */
  private static final int FAILED = 1;

  private final Console console;
  private final String first;
  private final CommandLine line;

  private Main(Console console, String... words) {
    this.console = console;
    this.first = words.length == 0 ? "" : words[0];
    this.line = new CommandLine(root());
    // A probe must not load the manifest reader at its start, so only a help text needs all modes.
    for (String mode : MODES.contains(first) ? List.of(first) : MODES) {
      line.addSubcommand(mode, mode(mode));
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  public static void main(String[] words) {
    if (words.length > 0 && REPORTS.contains(words[0])) {
      System.setProperty("log.target", "System.err");
    }
    int exitCode = run(new Console(System.in, System.out, System.err), words);
    if (exitCode != RUNS_ON) {
      System.exit(exitCode);
    }
  }

  /**
   * Runs a mode.
   *
   * @param words the mode and its arguments
   * @return the exit code: 0 nothing to report, 1 findings, differences, or a mode that failed, 2
   *     bad input, negative while the mode continues
   */
  public static int run(Console console, String... words) {
    return new Main(console, words).execute(words);
  }

  /** Not by picocli's own execution, whose strategies and handlers cost a probe 30 ms. */
  private int execute(String... words) {
    try {
      ParseResult parsed = line.parseArgs(words);
      ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
      if (last.isUsageHelpRequested() || last.isVersionHelpRequested()) {
        line.setOut(new PrintWriter(console.out(), true));
        return CommandLine.executeHelpRequest(parsed);
      }
      return last.commandSpec().userObject() instanceof Callable<?> mode
          ? (Integer) mode.call()
          : refused(new CommandLine.ParameterException(line, ""));
    } catch (CommandLine.ParameterException fault) {
      return refused(fault);
    } catch (Exception fault) {
      return failed(fault);
    }
  }

  private Object mode(String name) {
    return switch (name) {
      case "operator" -> operator();
      case "probe" -> probe();
      case "remove-policies" ->
          mode(
              "Removes every policy that the operator wrote, after an uninstallation.",
              () -> {
                PolicyRemoval.run(System.getenv());
                return 0;
              });
      case "check" -> new CheckCommand(console);
      case "render" -> new RenderCommand(console);
      case "diff" -> new DiffCommand(console);
      default -> warmUp();
    };
  }

  private static CommandSpec root() {
    CommandSpec root = CommandSpec.create().name("esg-operator");
    root.usageMessage()
        .description("Opens the paths that a mail gateway needs, and proves that they are open.");
    return helping(root);
  }

  private static CommandSpec mode(String description, Callable<Integer> work) {
    CommandSpec mode = CommandSpec.wrapWithoutInspection(work);
    mode.usageMessage().description(description);
    return helping(mode);
  }

  private static CommandSpec helping(CommandSpec command) {
    return command.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Shows this help message and exits.")
            .build());
  }

  private CommandSpec operator() {
    OptionSpec set =
        OptionSpec.builder("--set")
            .type(Map.class)
            .auxiliaryTypes(String.class, String.class)
            .initialValue(Map.of())
            .paramLabel("ESG_NAME=VALUE")
            .description("Sets a variable over the environment's.")
            .build();
    return mode(
            "Runs the operator. Its settings come from the environment.",
            () -> {
              OperatorCommand.run(settings(set.getValue()));
              return RUNS_ON;
            })
        .addOption(set);
  }

  private Map<String, String> settings(Map<String, String> set) {
    try {
      return SetVariables.over(System.getenv(), set);
    } catch (IllegalArgumentException unknown) {
      throw new CommandLine.ParameterException(line, unknown.getMessage());
    }
  }

  private CommandSpec probe() {
    OptionSpec outside =
        OptionSpec.builder(OUTSIDE)
            .type(String[].class)
            .arity("0..*")
            .paramLabel("FILE ADDRESS")
            .description(
                "Asks the inbound paths of the EsgInstance in FILE at the gateway's public addresses or names, from this machine.")
            .build();
    return mode(
            "Asks the paths of a plan in the environment, as the operator's pods do.",
            () -> {
              String[] asked = outside.getValue();
              if (asked != null) {
                return OutsideCommand.on(console).run(List.of(asked));
              }
              ProbeCommand.run(System.getenv());
              return RUNS_ON;
            })
        .addOption(outside);
  }

  /** Loads what a start needs, for the image's class-data archive. */
  private CommandSpec warmUp() {
    CommandSpec warmUp =
        mode(
            "",
            () -> {
              new Main(console, "operator").line.parseArgs("operator");
              new Main(console, "probe").line.parseArgs("probe");
              OperatorCommand.warmUp();
              ProbeCommand.warmUp();
              return 0;
            });
    warmUp.usageMessage().hidden(true);
    return warmUp;
  }

  private int refused(CommandLine.ParameterException fault) {
    return refused(
        MODES.contains(first)
            ? fault.getMessage()
            : "%s Write one of %s, or --help."
                .formatted(
                    first.isEmpty() ? "The mode is missing." : "There is no mode '" + first + "'.",
                    MODES.stream()
                        .filter(mode -> !mode.startsWith("-"))
                        .collect(Collectors.joining(", "))));
  }

  private int refused(String sentence) {
    console.err().println(PlainText.line(sentence.lines().findFirst().orElse("")));
    return Console.BAD_INPUT;
  }

  /** A user of a report cannot act on a stack trace; for the operator's pods the log takes it. */
  private int failed(Exception fault) {
    if (!REPORTS.contains(first)) {
      fault.printStackTrace(console.err());
      return FAILED;
    }
    return refused(
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
}
