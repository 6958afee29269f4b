package io.esgoperator.cli.explain;

import io.esgoperator.cli.gateway.AskedPort;
import io.esgoperator.cli.gateway.GatewayCases;
import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.gateway.PlaceholderAddresses;
import io.esgoperator.cli.gateway.PolicyPlaces;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.HostLookup;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.input.Source;
import io.esgoperator.cli.report.TextOrJson;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: why one connection is allowed, or not. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says which policies and rules decide on one connection, at both ends, and what would have to change. No EsgInstance is needed.",
      "Exit code 0: answered. 2: bad input, or an object of the cluster that cannot be read: all others are answered for. 3: not enough memory, or a fault of this program."
    })
public final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Source source;

  @Parameters(
      index = "0",
      paramLabel = "FROM",
      description = "NAMESPACE/NAME of a workload or pod, or an address.")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "The same of the other end.")
  private String to;

  @Parameters(index = "2", paramLabel = "PORT", description = "Such as tcp/25.")
  private String port;

  @Parameters(
      index = "3..*",
      arity = "0..*",
      paramLabel = "FILE|DIR|-",
      description = "YAML or JSON; - reads the standard input.")
  private List<String> files = List.of();

  @Mixin private TextOrJson format;

  @Mixin private HostLookup lookup;

  public ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    AskedPort asked = AskedPort.of(port);
    Optional<HostAddresses> hosts = lookup.hosts();
    PlaceholderAddresses placeholders = new PlaceholderAddresses();
    Manifests manifests = source.all("explain FROM TO PORT", files, console);
    Evaluator evaluator = Evaluator.of(new GatewayCases(manifests, hosts).cluster(placeholders));
    new TranslatedAddress(manifests, evaluator.world().workloads()).refuse(to);
    List<Explanation> explanations =
        new Explanations(evaluator, new Owners(manifests), asked).of(from, to);
    PolicyPlaces places = new PolicyPlaces(manifests);
    console
        .out()
        .print(
            placeholders.named(
                format.write(
                    explanations,
                    new ExplainText(places, evaluator)::write,
                    new ExplainJson(places)::write)));
    return manifests.isAllRead(console) ? 0 : Console.BAD_INPUT;
  }
}
