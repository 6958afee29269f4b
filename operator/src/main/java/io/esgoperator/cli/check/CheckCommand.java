package io.esgoperator.cli.check;

import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.HostLookup;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.input.Source;
import io.esgoperator.cli.report.CheckReport;
import io.esgoperator.cli.report.Format;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.HostAddresses;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code check}: which of the declared paths the policies allow. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Says for every declared path of every EsgInstance whether the policies allow it, and what they open beyond. With --live, -n names the namespace of the EsgInstances.",
      "Exit code 0: every path is allowed and nothing else is open. 1: there are findings. 2: bad input, or an object of the cluster that cannot be read: all others are checked. 3: not enough memory, or a fault of this program."
    })
public final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Source source;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|DIR|-",
      description = "YAML or JSON; - reads the standard input.")
  private List<String> files = List.of();

  @Option(
      names = {"-o", "--format"},
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES}; text is the default.")
  private Format format;

  @Mixin private HostLookup lookup;

  public CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    Optional<HostAddresses> hosts = lookup.hosts();
    Manifests manifests = source.withInstances(files, console);
    CheckReport report = new PolicyCheck(manifests, hosts).report();
    console.out().print(format.write(report));
    if (!manifests.isAllRead(console)) {
      return Console.BAD_INPUT;
    }
    return report.findings() == 0 ? 0 : 1;
  }
}
