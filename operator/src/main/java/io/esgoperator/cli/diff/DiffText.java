package io.esgoperator.cli.diff;

import io.esgoperator.cli.diff.DiffReport.GatewayChanges;
import io.esgoperator.cli.diff.DiffReport.GatewayLine;
import io.esgoperator.cli.diff.DiffReport.WorkloadChanges;
import io.esgoperator.cli.diff.DiffReport.WorkloadLine;
import io.esgoperator.cli.gateway.PeerText;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.cli.workloads.PortsText;
import io.esgoperator.model.PlainText;
import io.esgoperator.netpol.world.Protocol;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The changes for people; the naming puts names in the place of placeholder addresses. */
record DiffText(UnaryOperator<String> naming) {
  String write(DiffReport report) {
    return Stream.of(
            report.gateways().stream().flatMap(this::lines),
            lines(report.workloads()),
            nothing(report),
            report.idle().stream()
                .map(
                    policy ->
                        policy.name()
                            + " changes and selects no workload here, so what it opens and closes"
                            + " is not known: add the pods, or what makes them."),
            Stream.of(report.hint()).filter(hint -> !hint.isEmpty()))
        .flatMap(lines -> lines)
        .map(line -> PlainText.line(line) + "\n")
        .collect(Collectors.joining());
  }

  private static Stream<String> nothing(DiffReport report) {
    if (!report.isNothingKnown()) {
      return Stream.empty();
    }
    return Stream.of(
        report.isEmpty()
            ? "Nothing opens, and nothing closes."
            : "Between the workloads here nothing opens, and nothing closes.");
  }

  private Stream<String> lines(GatewayChanges gateway) {
    return switch (gateway.state()) {
      case added -> Stream.of(gateway.instance() + " is new.");
      case removed -> Stream.of(gateway.instance() + " is gone.");
      case changed ->
          Stream.concat(
              Stream.of(gateway.instance()),
              new TextTable(gateway.lines().stream().map(this::cells).toList())
                  .lines().stream().map(line -> "  " + line));
    };
  }

  private List<String> cells(GatewayLine line) {
    return Stream.of(
            line.decision().toString(),
            line.direction().name(),
            line.protocols().stream().map(Protocol::name).collect(Collectors.joining("/"))
                + " "
                + line.ports(),
            PeerText.of(line.peers()),
            line.ruling().because())
        .map(naming)
        .toList();
  }

  private Stream<String> lines(WorkloadChanges changes) {
    EndNames names = changes.names();
    return changes.isEmpty()
        ? Stream.empty()
        : Stream.concat(
            Stream.of("Workloads"),
            Stream.of(
                    names.titled("new", changes.added()),
                    names.titled("gone", changes.removed()),
                    changes.lines().stream().map(line -> text(line, names)))
                .flatMap(lines -> lines)
                .map(line -> "  " + naming.apply(line)));
  }

  private static String text(WorkloadLine line, EndNames names) {
    return "%s %s from %s to %s%s"
        .formatted(
            line.decision(),
            PortsText.of(line.ports()),
            names.of(line.ends().from()),
            names.of(line.ends().to()),
            line.only() == null ? "" : " over " + line.only());
  }
}
