package io.esgoperator.probe.run;

import io.esgoperator.model.Family;
import io.esgoperator.probe.ProbeTarget;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * When something first came back to the pod. Some network plugins close a new pod until they know
 * it, for minutes where they lack a processor (projectcalico/calico#8048, #9706): what is silent
 * before proves nothing.
 */
final class FirstReplies {
  private final LongSupplier nanoTime;
  private final Map<Family, Long> first = new ConcurrentHashMap<>();

  FirstReplies(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Something comes from a peer. */
  void from(ProbeTarget peer) {
    first.computeIfAbsent(Family.of(peer.address()), family -> nanoTime.getAsLong());
  }

  /** The same where a peer's answer, or a refusal, says so at its end. */
  Exchange from(Exchange exchange) {
    if (exchange.result().finding().replied()) {
      from(exchange.target());
    }
    return exchange;
  }

  /**
   * Whether nothing came back in a family until then, and something did later. Where nothing came
   * in that family at all, the other one says it.
   */
  boolean cameAfter(long nanos, Family family) {
    return first.containsKey(family)
        ? first.get(family) > nanos
        : !first.isEmpty() && first.values().stream().allMatch(came -> came > nanos);
  }
}
