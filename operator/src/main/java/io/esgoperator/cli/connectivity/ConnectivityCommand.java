package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.gateway.AskedPort;
import io.esgoperator.cli.gateway.GatewayCases;
import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.gateway.PlaceholderAddresses;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.HostLookup;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.input.Source;
import io.esgoperator.cli.rules.RuleOptions;
import io.esgoperator.cli.rules.RuleReport;
import io.esgoperator.cli.workloads.EndFilter;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code connectivity}: which workloads reach which. */
@Command(
    name = "connectivity",
    mixinStandardHelpOptions = true,
    description = {
      "Says which workloads and addresses reach which, at which ports, as the policies allow. No"
          + " EsgInstance is needed.",
      "With rules it says whether the policies hold them, and which policies break them. A rule is"
          + " END to END, then perhaps port= and protocol=. An END is NAMESPACE/NAME, NAMESPACE/,"
          + " any of namespace=, workload= and labels= together, or one of cidr=, internet,"
          + " outside, any.",
      "Exit code 0: answered, or every rule is held. 1: a rule is violated, or it is unclear"
          + " whether it is. 2: bad input, or an object of the cluster that cannot be read: all"
          + " others are answered for. 3: not enough memory, or a fault of this program."
    })
public final class ConnectivityCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Source source;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE|DIR|-",
      description = "YAML or JSON; - reads the standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--from",
      paramLabel = "END",
      description = "Only from NAMESPACE/NAME, from all of NAMESPACE/, or from outside.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "END",
      description = "Only to NAMESPACE/NAME, to all of NAMESPACE/, or to outside.")
  private String to;

  @Option(
      names = "--port",
      paramLabel = "PROTOCOL/NUMBER",
      description = "Only at this port, such as tcp/25.")
  private String port;

  @Mixin private RuleOptions rules;

  @Option(
      names = {"-o", "--format"},
      defaultValue = "text",
      description =
          "One of ${COMPLETION-CANDIDATES}; text is the default, dot is for Graphviz, html a"
              + " picture in one file, sarif for rules alone.")
  private ConnectivityFormat format;

  @Mixin private HostLookup lookup;

  public ConnectivityCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    ConnectivityQuestion question =
        new ConnectivityQuestion(
            EndFilter.of("--from", from),
            EndFilter.of("--to", to),
            port == null ? Optional.empty() : Optional.of(AskedPort.of(port)));
    if (rules.isAsked() && (from != null || to != null || port != null)) {
      throw new BadInputException(
          "esg-operator",
          "a rule names its own ends and ports: leave --from, --to and --port out.");
    }
    Optional<HostAddresses> hosts = lookup.hosts();
    PlaceholderAddresses placeholders = new PlaceholderAddresses();
    Answer answer = rules.isAsked() ? held(rules.read()) : answered(question);
    Manifests manifests = source.all("connectivity", files, console);
    Evaluator evaluator = Evaluator.of(new GatewayCases(manifests, hosts).cluster(placeholders));
    int exitCode =
        answer.of(evaluator, manifests, text -> console.out().print(placeholders.named(text)));
    return manifests.isAllRead(console) ? exitCode : Console.BAD_INPUT;
  }

  /** Answers for a world, and returns the exit code. */
  private interface Answer {
    int of(Evaluator evaluator, Manifests manifests, Consumer<String> out) throws BadInputException;
  }

  private Answer answered(ConnectivityQuestion question) throws BadInputException {
    ConnectivityFormat.Writing writing = format.writing();
    return (evaluator, manifests, out) -> {
      if (evaluator.world().workloads().isEmpty()) {
        throw new BadInputException(
            source.named(files),
            "holds no workload, so there is nothing to answer: add the pods, or what makes them.");
      }
      out.accept(writing.of(question.answer(evaluator, new Owners(manifests))));
      return 0;
    };
  }

  private Answer held(RuleOptions.Asked asked) throws BadInputException {
    Function<RuleReport, String> writing = format.ofRules();
    return (evaluator, manifests, out) -> {
      RuleReport report = asked.report(evaluator, manifests, console);
      out.accept(writing.apply(report));
      return report.isHeld() ? 0 : 1;
    };
  }
}
