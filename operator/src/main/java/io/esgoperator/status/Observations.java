package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.diagnose.Canary;
import io.esgoperator.policy.Gateway;
import io.esgoperator.resolve.ResolvedHosts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one pass of the reconciler saw.
 *
 * @param previous the status as it stands
 * @param round the round that ended in this pass, if one did
 * @param control of the round before, if it ended in this pass
 * @param inboundCanaries if they were read in this pass
 * @param gateway as the cluster runs it now
 * @param shortcomings of the operator's installation
 * @param leftOut what the instance asks of its probes and the administrator does not allow
 */
public record Observations(
    EsgInstance instance,
    EsgInstanceStatus previous,
    PolicyState policy,
    ResolvedHosts hosts,
    Optional<FinishedRound> round,
    Optional<ControlRound> control,
    Optional<List<Canary>> inboundCanaries,
    Instant now,
    Gateway gateway,
    List<Shortcoming> shortcomings,
    List<Shortcoming> leftOut) {}
