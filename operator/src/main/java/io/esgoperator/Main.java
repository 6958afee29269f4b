package io.esgoperator;

import io.esgoperator.cli.check.CheckCommand;
import io.esgoperator.cli.connectivity.ConnectivityCommand;
import io.esgoperator.cli.diff.DiffCommand;
import io.esgoperator.cli.explain.ExplainCommand;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.render.RenderCommand;
import io.esgoperator.cli.status.Desk;
import io.esgoperator.cli.status.RoundCommand;
import io.esgoperator.cli.status.StatusCommand;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.PlainText;
import io.esgoperator.operator.OperatorCommand;
import io.esgoperator.operator.PolicyRemoval;
import io.esgoperator.operator.settings.SetVariables;
import io.esgoperator.probe.run.ProbeCommand;
import io.esgoperator.probe.run.WarmUp;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line: a mode for each first word. */
public final class Main {
  /** Modes whose standard output is a report, in which a library's log lines would be noise. */
  private static final List<String> REPORTS =
      List.of("status", "check", "connectivity", "explain", "render", "diff");

  private static final String PROBE = "probe";

  /** The mode continues on its own threads. */
  private static final int RUNS_ON = -1;

  /** Of a pod's mode that failed. */
  private static final int FAILED = 1;

  /** Of a user's mode that failed, apart from findings (1) and bad input (2). */
  private static final int FAULT = 3;

  private static final int MEBIBYTE = 1 << 20;

  private final Program program;
  private final Console console;
  private final Supplier<Desk> desk;
  private final String first;
  private final boolean isOfUser;
  private final CommandLine line;

  private Main(Program program, Console console, Supplier<Desk> desk, String... words) {
    this.program = program;
    this.console = console;
    this.desk = desk;
    this.first = words.length == 0 ? "" : words[0];
    this.isOfUser = isOfUser(program, words);
    this.line = new CommandLine(root());
    // A probe must not load the manifest reader at its start, so only a help text needs all modes.
    for (String mode : program.modes().contains(first) ? List.of(first) : program.modes()) {
      line.addSubcommand(mode, mode(mode));
    }
    line.setCaseInsensitiveEnumValuesAllowed(true);
  }

  public static void main(String[] words) {
    start(Program.OPERATOR, words);
  }

  /** Runs a mode of a program, and ends the process with its exit code. */
  static void start(Program program, String... words) {
    if (isOfUser(program, words)) {
      System.setProperty("log.target", "System.err");
      System.setProperty("log.level", "OFF");
      // In Java 22 to 24 the default one is there without a terminal, too.
      System.setProperty("jdk.console", "java.base");
    }
    Console console = new Console(System.in, System.out, System.err);
    int exitCode = run(program, console, () -> Desk.of(console), words);
    if (exitCode != RUNS_ON) {
      System.exit(exitCode);
    }
  }

  /**
   * Runs a mode.
   *
   * @param desk of the modes that ask a cluster
   * @param words the mode and its arguments
   * @return the exit code: 0 nothing to report, 1 findings, differences, or a pod's mode that
   *     failed, 2 bad input, 3 a fault of the program or too little memory, negative while the mode
   *     continues; the others are those of the mode's help
   */
  public static int run(Program program, Console console, Supplier<Desk> desk, String... words) {
    return isOfPod(program, words)
        ? podsProbe(console)
        : new Main(program, console, desk, words).execute(words);
  }

  /** Whether a user reads the answer. */
  private static boolean isOfUser(Program program, String... words) {
    return words.length > 0
        && (REPORTS.contains(words[0]) || words[0].equals(PROBE) && !isOfPod(program, words));
  }

  /** A probe that is told nothing is one in a pod. */
  private static boolean isOfPod(Program program, String... words) {
    return program == Program.OPERATOR && List.of(words).equals(List.of(PROBE));
  }

  /** Asks the paths of a plan in the environment; without picocli, which costs a probe 70 ms. */
  private static int podsProbe(Console console) {
    try {
      ProbeCommand.run(System.getenv());
      return RUNS_ON;
    } catch (IOException | RuntimeException fault) {
      fault.printStackTrace(console.err());
      return FAILED;
    }
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
    } catch (OutOfMemoryError full) {
      return outOfMemory(full);
    } catch (Exception fault) {
      return failed(fault);
    }
  }

  /** The objects that filled the memory are unreachable by now. */
  private int outOfMemory(OutOfMemoryError full) {
    if (!isOfUser) {
      throw full;
    }
    refused(
        "needs more memory than the %d MiB that Java may use: raise it by java -Xmx, or name fewer files."
            .formatted(Runtime.getRuntime().maxMemory() / MEBIBYTE));
    return FAULT;
  }

  private Object mode(String name) {
    return switch (name) {
      case "operator" -> operator();
      case PROBE -> new RoundCommand(desk.get());
      case "remove-policies" ->
          mode(
              "Removes every policy that the operator wrote, after an uninstallation.",
              () -> {
                PolicyRemoval.run(System.getenv());
                return 0;
              });
      case "status" -> new StatusCommand(desk.get());
      case "check" -> new CheckCommand(console);
      case "connectivity" -> new ConnectivityCommand(console);
      case "explain" -> new ExplainCommand(console);
      case "render" -> new RenderCommand(console);
      case "diff" -> new DiffCommand(console);
      default -> warmUp();
    };
  }

  private CommandSpec root() {
    CommandSpec root = CommandSpec.create().name(program.command());
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

  /** Loads what a start needs, for the image's class-data archive. */
  private CommandSpec warmUp() {
    CommandSpec warmUp =
        mode(
            "",
            () -> {
              new Main(program, console, desk, "operator").line.parseArgs("operator");
              OperatorCommand.warmUp();
              WarmUp.run();
              return 0;
            });
    warmUp.usageMessage().hidden(true);
    return warmUp;
  }

  private int refused(CommandLine.ParameterException fault) {
    return refused(
        program.modes().contains(first)
            ? UsageFault.sentence(fault)
            : "%s Write one of %s, or --help."
                .formatted(
                    first.isEmpty() ? "The mode is missing." : "There is no mode '" + first + "'.",
                    program.modes().stream()
                        .filter(mode -> !mode.startsWith("-"))
                        .collect(Collectors.joining(", "))));
  }

  private int refused(String sentence) {
    console.err().println(PlainText.line(sentence.lines().findFirst().orElse("")));
    return Console.BAD_INPUT;
  }

  /** A user of a report cannot act on a stack trace; for the operator's pods the log takes it. */
  private int failed(Exception fault) {
    if (!isOfUser) {
      fault.printStackTrace(console.err());
      return FAILED;
    }
    if (fault instanceof BadInputException) {
      return refused(fault.getMessage());
    }
    refused(
        "%s at %s, which is a fault of this program: report it with the input."
            .formatted(
                fault.getClass().getSimpleName(),
                Stream.of(fault.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("io.esgoperator"))
                    .findFirst()
                    .orElse(null)));
    return FAULT;
  }
}
