package io.esgoperator.cli.check;

import io.esgoperator.cli.gateway.RulingText;
import io.esgoperator.cli.gateway.Scene;
import io.esgoperator.cli.gateway.Scenes;
import io.esgoperator.cli.input.State;
import io.esgoperator.cli.report.CheckReport;
import io.esgoperator.cli.report.InstanceReport;
import io.esgoperator.cli.report.Undeclared;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.world.Endpoint;
import java.util.Optional;

/**
 * Checks every gateway of a state.
 *
 * @param resolved the addresses of host names; empty where they were not looked up
 */
public record PolicyCheck(State state, Optional<HostAddresses> resolved) {
  public CheckReport report() {
    return new CheckReport(
        new Scenes(state, resolved).all().stream().map(PolicyCheck::report).toList(),
        state.ignored());
  }

  private static InstanceReport report(Scene scene) {
    return new InstanceReport(
        scene.written().name(),
        scene.place(),
        scene.generated().isPresent(),
        scene.seats().stream().map(Endpoint::toString).toList(),
        new PathTable(scene).rows(),
        scene.openings().stream()
            .map(
                opening ->
                    new Undeclared(
                        opening.sentence(),
                        opening.rule() == null
                            ? scene.place()
                            : RulingText.place(opening.rule(), scene)))
            .toList(),
        scene.wouldClose());
  }
}
