package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.Proved.NamesRound;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.resolve.ResolvedHosts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The observations of one pass of the reconciler.
 *
 * @param previous the status so far
 * @param specHash of the spec of now
 * @param round the round that ended in this pass, if one did
 * @param control of the round before, if it ended in this pass
 * @param inboundCanaries if they were read in this pass
 * @param names if they were read in this pass
 * @param gateway as it runs in the cluster now
 * @param shortcomings of the operator's installation
 * @param heldUp what of the installation keeps the operator from probing
 * @param leftOut requests of the instance about its probes that the administrator does not allow
 */
public record Observations(
    EsgInstance instance,
    EsgInstanceStatus previous,
    String specHash,
    PolicyState policy,
    ResolvedHosts hosts,
    Optional<FinishedRound> round,
    Optional<ControlRound> control,
    Optional<List<Canary>> inboundCanaries,
    Optional<NamesRound> names,
    Instant now,
    Gateway gateway,
    List<Shortcoming> shortcomings,
    Optional<Shortcoming> heldUp,
    List<Shortcoming> leftOut) {
  /** Whether the spec has changed since the last round, and no round of it has ended. */
  boolean isProbing() {
    return round.isEmpty()
        && previous.lastProbe() != null
        && !specHash.equals(previous.lastProbe().specHash());
  }

  /** Whether no round has ever ended. */
  boolean isUnproved() {
    return round.isEmpty() && previous.lastProbe() == null;
  }
}
