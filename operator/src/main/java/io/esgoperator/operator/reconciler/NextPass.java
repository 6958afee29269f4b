package io.esgoperator.operator.reconciler;

import io.esgoperator.operator.cluster.PeerServices;
import io.esgoperator.operator.rounds.Pass;
import io.esgoperator.operator.rounds.Step;
import io.esgoperator.status.PolicyState;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * The time until the next pass of an instance: to check Jobs, to begin a round, to look up a host
 * name, or to write a policy again.
 */
final class NextPass {
  static final Duration SOON = Duration.ofSeconds(1);

  private NextPass() {}

  static Duration after(Pass pass, PolicyState policy, Step step, Instant now) {
    if (step instanceof Step.HeldUp) {
      return InstalledCrd.LOOK_AGAIN;
    }
    return Stream.of(
            Stream.of(step.pause(SOON).map(now::plus).orElseGet(pass.round()::due)),
            pass.hosts().earliestExpiry().stream(),
            PeerServices.lookAgain(pass.instance()).stream().map(now::plus),
            policy.isUpToOthers()
                ? Stream.of(now.plus(RewriteLimit.PAUSE))
                : Stream.<Instant>empty())
        .flatMap(times -> times)
        .map(due -> Duration.between(now, due))
        .min(Duration::compareTo)
        .filter(wait -> wait.compareTo(SOON) > 0)
        .orElse(SOON);
  }
}
