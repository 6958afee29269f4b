package io.esgoperator.operator.cluster;

import io.esgoperator.gateway.PodNetwork;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The addresses that pods of one namespace have, as the API server knows them: the namespace's
 * users reach these pods anyway, and no name that a tenant answers for adds one.
 */
public final class OwnPods {
  /** Running pods of a namespace, in the order of their names; others count as not its own. */
  static final int MOST = 500;

  /** Shorter than an address takes to go from one pod to another with the usual plugins. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final ClusterReader reader;
  private final Clock clock;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(Set<InetAddress> addresses, Instant expires) {}

  public OwnPods(ClusterReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  public boolean has(String namespace, InetAddress address) {
    Instant now = clock.instant();
    seen.values().removeIf(old -> !now.isBefore(old.expires()));
    return seen.computeIfAbsent(namespace, name -> new Seen(look(name), now.plus(FRESH)))
        .addresses()
        .contains(address);
  }

  private Set<InetAddress> look(String namespace) {
    return reader.pods(namespace, new LabelSelector(), MOST).stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> pod.getSpec() != null && !PodNetwork.isOfItsNode(pod))
        .flatMap(PodNetwork::addresses)
        .flatMap(Cidr::literals)
        .collect(Collectors.toUnmodifiableSet());
  }
}
