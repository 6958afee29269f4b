package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.PlaceholderAddresses;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.FileOptions;
import io.esgoperator.cli.input.HostLookup;
import io.esgoperator.cli.input.Inputs;
import io.esgoperator.cli.report.TextOrJson;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.HostAddresses;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code diff}: what a change of policies opens and closes. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Says what opens and what closes from one state to another: for the gateways, and between any workloads and the outside. No EsgInstance is needed.",
      "Exit code 0: nothing. 1: something, or a policy changes that selects no workload here, so that it is not known. 2: bad input. 3: not enough memory, or a fault of this program."
    })
public final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(index = "0", paramLabel = "OLD", description = "A file or folder.")
  private String before;

  @Parameters(index = "1", paramLabel = "NEW", description = "A file or folder.")
  private String after;

  @Mixin private FileOptions reading;
  @Mixin private HostLookup lookup;
  @Mixin private TextOrJson format;

  public DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    Inputs inputs = reading.inputs(console);
    PlaceholderAddresses placeholders = new PlaceholderAddresses();
    HostAddresses hosts = lookup.hosts().orElse(placeholders);
    PolicyMoment old = PolicyMoment.of(inputs.all(List.of(before)), hosts);
    PolicyMoment now = PolicyMoment.of(inputs.all(List.of(after)), hosts);
    if (old.isWithoutWorkloads() && now.isWithoutWorkloads()) {
      throw new BadInputException(
          "%s, %s".formatted(before, after),
          "hold no workload and no EsgInstance, so there is nothing to compare: add the pods, or what makes them.");
    }
    DiffReport report = new ManifestDiff(old, now, hosts).report();
    console
        .out()
        .print(
            format.write(
                report,
                new DiffText(placeholders::named)::write,
                changes -> placeholders.named(DiffJson.write(changes))));
    return report.isEmpty() ? 0 : 1;
  }
}
