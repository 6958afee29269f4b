package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.read.PolicyKinds;
import io.esgoperator.netpol.world.PolicyEngine;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What enforces the policies, for all commands that evaluate them. */
public final class EngineOption {
  private static final String NAME = "--engine";

  @Option(
      names = NAME,
      paramLabel = "NAME",
      description =
          "What enforces NetworkPolicies: cilium, or other for any other engine. By default what"
              + " the objects or the cluster show; without a sign of it, what these two decide"
              + " differently is unclear.")
  private Engine named;

  /** The engines that read NetworkPolicies differently. */
  enum Engine {
    cilium(PolicyEngine.Cilium),
    other(PolicyEngine.Other);

    private final PolicyEngine meant;

    Engine(PolicyEngine meant) {
      this.meant = meant;
    }
  }

  /** The objects with the engine that the user names, unless they show another one. */
  Manifests over(Manifests read) throws BadInputException {
    if (named == null) {
      return read;
    }
    Optional<Written> ofCilium =
        read.written().stream().filter(one -> PolicyKinds.isOfCilium(one.object())).findFirst();
    if (named == Engine.other && ofCilium.isPresent()) {
      throw new BadInputException(
          NAME,
          "other does not enforce %s: leave one of both out.".formatted(ofCilium.get().name()));
    }
    return read.enforcedBy(named.meant);
  }
}
