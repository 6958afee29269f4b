package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.PlaceholderAddresses;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.HostLookup;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.input.Source;
import io.esgoperator.cli.report.TextOrJson;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.world.PolicyEngine;
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
      "Says what opens and what closes from one state to another: for the gateways, and between any workloads and the outside. No EsgInstance is needed. With --live the old state is the cluster, and the new one what it holds once the files are applied.",
      "Exit code 0: nothing. 1: something, or a policy changes that selects no workload here, so that it is not known. 2: bad input, or an object of the cluster that cannot be read: all others are compared. 3: not enough memory, or a fault of this program."
    })
public final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR|-",
      description =
          "OLD and NEW; with --live what kubectl apply would bring into the cluster, whose other objects stay.")
  private List<String> files;

  @Mixin private Source source;
  @Mixin private HostLookup lookup;
  @Mixin private TextOrJson format;

  public DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    Compared compared = source.isLive() ? withCluster() : ofFiles();
    PlaceholderAddresses placeholders = new PlaceholderAddresses();
    HostAddresses hosts = lookup.hosts().orElse(placeholders);
    PolicyMoment old = PolicyMoment.of(compared.before(), hosts);
    PolicyMoment now = PolicyMoment.of(compared.after(), hosts);
    if (old.isWithoutWorkloads() && now.isWithoutWorkloads()) {
      throw new BadInputException(
          String.join(", ", files),
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
    if (!compared.read().isAllRead(console)) {
      return Console.BAD_INPUT;
    }
    return report.isEmpty() ? 0 : 1;
  }

  private Compared withCluster() throws BadInputException {
    Manifests changed = source.files(files, console);
    Manifests live = source.cluster();
    LiveChange change = new LiveChange(live, changed);
    return new Compared(live, change.before(), change.after());
  }

  private Compared ofFiles() throws BadInputException {
    if (files.size() != 2) {
      throw new BadInputException(
          "esg-operator",
          "there must be two states: write diff OLD NEW, or diff --live FILE... to compare with the cluster.");
    }
    List<Manifests> states = source.each(files, console);
    return new Compared(states.get(0), states.get(0), states.get(1));
  }

  /**
   * Two states of one cluster, so that one engine enforces the policies of both.
   *
   * @param read whose faults are told
   */
  private record Compared(Manifests read, Manifests before, Manifests after) {
    Compared {
      if (before.showCilium() || after.showCilium()) {
        before = before.enforcedBy(PolicyEngine.Cilium);
        after = after.enforcedBy(PolicyEngine.Cilium);
      }
    }
  }
}
