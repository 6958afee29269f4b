package io.esgoperator.cli.check;

import io.esgoperator.cli.gateway.GatewayCase;
import io.esgoperator.cli.gateway.GatewayCases;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.report.CheckReport;
import io.esgoperator.cli.report.EngineHint;
import io.esgoperator.cli.report.InstanceReport;
import io.esgoperator.cli.report.InstanceReport.Undeclared;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.world.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * Checks every gateway among some objects.
 *
 * @param resolved the addresses of host names; empty where they were not looked up
 */
public record PolicyCheck(Manifests manifests, Optional<HostAddresses> resolved) {
  public CheckReport report() {
    List<InstanceReport> reports =
        new GatewayCases(manifests, resolved).all().stream().map(PolicyCheck::report).toList();
    return new CheckReport(
        reports,
        manifests.ignored(),
        EngineHint.of(
            reports.stream()
                .flatMap(report -> report.rows().stream())
                .anyMatch(row -> row.ruling().byEngine())));
  }

  private static InstanceReport report(GatewayCase gateway) {
    return new InstanceReport(
        gateway.written().name(),
        gateway.place(),
        gateway.ownPolicy(),
        gateway.pods().stream().map(Endpoint::toString).toList(),
        new PathTable(gateway).rows(),
        gateway.openings().stream()
            .map(opening -> new Undeclared(opening.sentence(), gateway.place(opening.rule())))
            .toList(),
        gateway.wouldClose());
  }
}
