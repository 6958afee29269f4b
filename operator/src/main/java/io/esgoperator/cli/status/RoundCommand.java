package io.esgoperator.cli.status;

import io.esgoperator.cli.outside.OutsideCommand;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.Durations;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** {@code probe}: asks the operator for a round of probes and waits; or probes from here. */
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the operator to probe the paths of an EsgInstance at once, waits until no verdict is in"
          + " doubt, and shows its status.",
      "Without arguments: asks the paths of a plan in the environment, as the operator's pods do."
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.OPEN_LINE,
      ExitCodes.NOT_OPEN_LINE,
      ExitCodes.BAD_INPUT_LINE,
      ExitCodes.FAULT_LINE,
      ExitCodes.TIMED_OUT_LINE
    })
public final class RoundCommand implements Callable<Integer> {
  private final Desk desk;

  @Mixin private Target target;
  @Mixin private Display display;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The instance.")
  private String name;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5m",
      converter = Timeout.class,
      description = "How long to wait, such as 30s or 5m, which is the default.")
  private Duration timeout;

  @Option(
      names = "--from-outside",
      arity = "0..*",
      paramLabel = "FILE ADDRESS",
      description =
          "Asks the inbound paths of the EsgInstance in FILE at the gateway's public addresses or"
              + " names, from this machine.")
  private List<String> outside;

  /** Reads a duration as the resource writes them. */
  private static final class Timeout implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("([0-9]{1,6}[hms]){1,3}") || Durations.parse(text).isZero()) {
        throw new TypeConversionException(
            "'%s' is no duration: write it like 30s, 5m or 1h30m.".formatted(text));
      }
      return Durations.parse(text);
    }
  }

  public RoundCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws Exception {
    if (outside != null) {
      return OutsideCommand.on(desk.console()).run(outside);
    }
    if (name == null) {
      throw new BadInputException("probe: the instance is missing: write probe NAME.");
    }
    try (KubernetesClient client = desk.access().connect(target.context())) {
      ServedInstances served = target.served(client);
      Optional<ServedInstance> probed = new RoundWait(served, desk).ask(served.one(name), timeout);
      if (probed.isEmpty()) {
        return ExitCodes.TIMED_OUT;
      }
      desk.console()
          .out()
          .print(display.one(desk).of(List.of(probed.get()), desk.clock().instant()));
      return probed.get().isOpen() ? ExitCodes.OPEN : ExitCodes.NOT_OPEN;
    }
  }
}
