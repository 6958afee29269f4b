package io.esgoperator.cli.report;

import io.esgoperator.model.Impact;
import io.esgoperator.netpol.world.Decision;
import java.util.List;
import java.util.stream.Stream;

/** The report for code review: a result for each finding. */
final class SarifReport {
  private static final String DENIED = "PathDenied";
  private static final String UNCLEAR = "PathUnclear";
  private static final String UNDECLARED = "UndeclaredOpening";
  private static final String WARNING = "warning";

  private static final List<Sarif.Rule> RULES =
      List.of(
          new Sarif.Rule(DENIED, "A declared path is closed by policies."),
          new Sarif.Rule(
              UNCLEAR, "Whether a declared path is open cannot be told from these objects."),
          new Sarif.Rule(
              UNDECLARED, "Policies open more to the gateway than its EsgInstance declares."));

  private SarifReport() {}

  static String write(CheckReport report) {
    return Sarif.of(
        "esg-operator check",
        RULES,
        report.instances().stream().flatMap(SarifReport::results).toList());
  }

  private static Stream<Sarif.Result> results(InstanceReport instance) {
    return Stream.concat(
        instance
            .closed()
            .map(
                row ->
                    new Sarif.Result(
                        row.ruling().decision() == Decision.Denied ? DENIED : UNCLEAR,
                        level(row),
                        instance.instance() + ": " + row.sentence(),
                        row.ruling().place())),
        instance.undeclared().stream()
            .map(
                opening ->
                    new Sarif.Result(
                        UNDECLARED,
                        WARNING,
                        instance.instance() + ": " + opening.finding(),
                        opening.place())));
  }

  private static String level(TableRow row) {
    return row.ruling().decision() == Decision.Denied && row.path().impact() == Impact.Breaks
        ? "error"
        : WARNING;
  }
}
