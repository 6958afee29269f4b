package io.esgoperator.cli.status;

import io.esgoperator.manifest.BadInputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code status}: what the operator says of the instances in a cluster. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows each EsgInstance of the namespace in a line, or one of them on a screen: what is not open, what is lost, what to do, and how old the evidence is.",
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      ExitCodes.OPEN_LINE,
      ExitCodes.NOT_OPEN_LINE,
      ExitCodes.BAD_INPUT_LINE,
      ExitCodes.FAULT_LINE
    })
public final class StatusCommand implements Callable<Integer> {
  /** Clears a terminal, and the lines that have left it. */
  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

  private final Desk desk;

  @Mixin private Target target;
  @Mixin private Display display;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The instance; all, if left out.")
  private String name;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Lists the instances of all namespaces.")
  private boolean isEverywhere;

  @Option(
      names = {"-w", "--watch"},
      description = "Shows it anew upon each change, until Ctrl-C.")
  private boolean isWatching;

  public StatusCommand(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Integer call() throws BadInputException {
    if (isEverywhere && name != null) {
      throw new BadInputException(
          "status: a name goes with a namespace: write -n NAMESPACE in the place of -A.");
    }
    try (KubernetesClient client = desk.access().connect(target.context())) {
      ServedInstances own = target.served(client);
      ServedInstances served = isEverywhere ? own.everywhere() : own;
      List<ServedInstance> found = served.read(name);
      return isWatching ? follow(served) : shown(found);
    }
  }

  private int shown(List<ServedInstance> found) {
    View view = name == null ? display.several(desk, isEverywhere) : display.one(desk);
    desk.console().out().print(view.of(found, desk.clock().instant()));
    desk.console().out().flush();
    return found.stream().allMatch(ServedInstance::isOpen) ? ExitCodes.OPEN : ExitCodes.NOT_OPEN;
  }

  /** Until a named instance is gone, or the watch is refused; the user ends it by Ctrl-C. */
  private int follow(ServedInstances served) throws BadInputException {
    try (InstanceWatch watch = InstanceWatch.of(served, name)) {
      while (true) {
        if (desk.isTerminal() && display.isForPeople()) {
          desk.console().out().print(CLEAR);
        }
        shown(watch.seen());
        watch.awaitChange();
      }
    }
  }
}
