package io.esgoperator.resolve;

import io.esgoperator.model.Family;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Asks the cluster's resolver for the addresses of a name in one family. */
@FunctionalInterface
public interface AddressLookup {
  /**
   * Completes exceptionally when there is no answer, or a bad one; a name without addresses in the
   * family has an empty answer.
   */
  CompletionStage<Answer> lookup(String host, Family family);

  /**
   * What a look-up brought.
   *
   * @param addresses literal ones of the family that was asked for
   * @param timeToLive for how long they hold; zero or more
   */
  record Answer(List<String> addresses, Duration timeToLive) {}
}
