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
  private final Map<Look, Identity> identities = new HashMap<>();

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
        look(pod), look -> identity(look, identities.size(), pod.namespace()));
  }

  /** The identity of a pod outside of the world. */
  public Identity stranger(Workload pod) {
    return identity(look(pod), Identity.STRANGER, pod.namespace());
  }

  int size() {
    return identities.size();
  }

  private Identity identity(Look look, int number, String namespace) {
    return new Identity(number, namespace, labelsOf(namespace), look.labels());
  }

  private Labels labelsOf(String namespace) {
    return namespaces.computeIfAbsent(namespace, world::labels);
  }

  private Look look(Workload pod) {
    Map<String, String> seen = new HashMap<>();
    pod.labels()
        .known()
        .forEach(
            (key, value) -> {
              if (asked.contains(key)) {
                seen.put(key, value);
              }
            });
    return new Look(pod.namespace(), new Labels(seen, pod.labels().complete()));
  }

  private record Look(String namespace, Labels labels) {}
}
