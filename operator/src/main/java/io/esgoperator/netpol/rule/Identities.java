package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The pods of a world, as far as selectors distinguish them. Labels that no policy uses are
 * ignored: pods of a StatefulSet, each with a label of its own, have one identity.
 */
public final class Identities {
  private final World world;
  private final Set<String> asked = new HashSet<>();
  private final Map<String, Labels> namespaces = new ConcurrentHashMap<>();
  private final Map<Key, Identity> identities = new HashMap<>();

  public Identities(World world) {
    this.world = world;
  }

  /** Records the labels that a policy uses; it must be called before the first pod is added. */
  public void asks(LabelQuery query) {
    query.requirements().forEach(requirement -> asked.add(requirement.key()));
  }

  /**
   * The identity of one of the world's pods, shared by all pods that selectors cannot distinguish.
   */
  public Identity add(Workload pod) {
    return identities.computeIfAbsent(
        key(pod), key -> identity(key, identities.size(), pod.namespace()));
  }

  /** The identity of a pod outside of the world. */
  public Identity unlisted(Workload pod) {
    return identity(key(pod), Identity.UNLISTED, pod.namespace());
  }

  int size() {
    return identities.size();
  }

  private Identity identity(Key key, int number, String namespace) {
    return new Identity(
        number, namespace, namespaces.computeIfAbsent(namespace, world::labels), key.labels());
  }

  private Key key(Workload pod) {
    Map<String, String> seen = new HashMap<>(pod.labels().known());
    seen.keySet().retainAll(asked);
    Set<String> open = new HashSet<>(pod.labels().open());
    open.retainAll(asked);
    return new Key(pod.namespace(), new Labels(seen, pod.labels().complete(), open));
  }

  private record Key(String namespace, Labels labels) {}
}
