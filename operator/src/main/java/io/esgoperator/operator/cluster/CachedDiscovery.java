package io.esgoperator.operator.cluster;

import io.esgoperator.live.Discovery;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIResource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Caches for a minute what the API server serves. Each version is cached by itself: an extension
 * that does not answer, such as Calico's API server, hides no other.
 */
public final class CachedDiscovery implements Discovery {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Discovery server;
  private final Clock clock;
  private final Cached<List<APIGroup>> groups;
  private final Map<String, Cached<List<APIResource>>> resources = new ConcurrentHashMap<>();

  public CachedDiscovery(Discovery server, Clock clock) {
    this.server = server;
    this.clock = clock;
    this.groups = new Cached<>(server::groups, FRESH, clock);
  }

  @Override
  public List<APIGroup> groups() {
    return groups.get();
  }

  @Override
  public List<APIResource> resources(String apiVersion) {
    return resources
        .computeIfAbsent(
            apiVersion, any -> new Cached<>(() -> server.resources(apiVersion), FRESH, clock))
        .get();
  }
}
