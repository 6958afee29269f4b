package io.esgoperator.cli.render;

import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.cli.gateway.GatewayCases;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.FileOptions;
import io.esgoperator.cli.input.HostLookup;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.report.MarkdownText;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code render}: the policy of an instance, or the perimeter's rules for it. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description =
        "Prints the NetworkPolicy that the operator writes, or what the firewall team has to open.")
public final class RenderCommand implements Callable<Integer> {
  enum Output {
    yaml,
    nftables,
    table,
    markdown
  }

  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR|-",
      description =
          "YAML or JSON; Services and workloads in it say at which port the gateway listens.")
  private List<String> files;

  @Option(
      names = {"-o", "--format"},
      defaultValue = "yaml",
      description = "One of ${COMPLETION-CANDIDATES}; yaml is the default.")
  private Output format;

  @Mixin private FileOptions reading;
  @Mixin private HostLookup lookup;

  public RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadInputException {
    Manifests manifests = reading.inputs(console).read(files);
    HostAddresses hosts = lookup.hosts().orElse(host -> List.of());
    console
        .out()
        .print(
            new GatewayCases(manifests, Optional.of(hosts))
                .all().stream()
                    .map(gateway -> write(gateway, hosts))
                    .collect(Collectors.joining(format == Output.yaml ? "---\n" : "\n")));
    return 0;
  }

  private String write(GatewayCase gateway, HostAddresses hosts) {
    PerimeterRules perimeter =
        new PerimeterRules(gateway.written().name(), gateway.instance(), hosts);
    return switch (format) {
      case yaml -> new RenderedPolicy(gateway, hosts).text();
      case nftables -> new NftablesRules(perimeter).text();
      case table -> PlainText.line(perimeter.heading()) + "\n\n" + lines(perimeter.table().lines());
      case markdown ->
          "### "
              + MarkdownText.of(perimeter.heading())
              + "\n\n"
              + lines(perimeter.table().markdown());
    };
  }

  private static String lines(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }
}
