package io.esgoperator.operator.turns;

import io.esgoperator.api.v1alpha1.InstanceKey;
import java.time.Duration;
import java.time.Instant;

/**
 * A round that an instance wants to begin.
 *
 * @param id names the round among the instance's own
 * @param due since when
 * @param atMost how long it can last
 * @param asksPublicServers whether it asks servers that all installations of the operator ask
 * @param isAskedFor whether the user asked for it, and waits
 */
public record WantedRound(
    InstanceKey instance,
    String id,
    Instant due,
    Duration atMost,
    boolean asksPublicServers,
    boolean isAskedFor) {
  String namespace() {
    return instance.namespace();
  }
}
