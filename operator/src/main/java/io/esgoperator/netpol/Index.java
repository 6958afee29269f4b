package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.read.AdminPolicyReading;
import io.esgoperator.netpol.read.ForeignPolicy;
import io.esgoperator.netpol.read.ForeignReading;
import io.esgoperator.netpol.read.NetworkPolicyReading;
import io.esgoperator.netpol.read.PolicyReading;
import io.esgoperator.netpol.rule.Identities;
import io.esgoperator.netpol.rule.Identity;
import io.esgoperator.netpol.rule.ReadPolicy;
import io.esgoperator.netpol.rule.SelectingPolicy;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.ClusterNode;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A world, prepared for fast answers: pods by identity, policies by namespace. */
final class Index {
  private final Identities identities;
  private final Map<Direction, Map<Identity, Bindings>> known =
      Map.of(
          Direction.Inbound, new ConcurrentHashMap<>(),
          Direction.Outbound, new ConcurrentHashMap<>());
  private final Map<Workload, TrafficEnd> ends = new IdentityHashMap<>();
  private final Map<String, ClusterNode> nodes = new HashMap<>();
  private final Map<String, List<ReadPolicy>> namespaced = new HashMap<>();
  private final List<ReadPolicy> clusterWide = new ArrayList<>();
  private final List<ForeignPolicy> foreign = new ArrayList<>();

  private Index(Identities identities) {
    this.identities = identities;
  }

  /** Without the effect of policies with ordered rules that have one of these titles. */
  static Index of(World world, Set<String> without) {
    Index index = new Index(new Identities(world));
    world.nodes().forEach(node -> index.nodes.put(node.name(), node));
    index.addPolicies(world);
    index.clusterWide.removeIf(policy -> without.contains(policy.ref().title()));
    world
        .workloads()
        .forEach(pod -> index.ends.put(pod, new TrafficEnd(pod, index.identities.add(pod))));
    return index;
  }

  private void addPolicies(World world) {
    PolicyReading parts = new PolicyReading(identities, world.nodes());
    NetworkPolicyReading namespacedOnes = new NetworkPolicyReading(parts);
    AdminPolicyReading clusterWideOnes = new AdminPolicyReading(parts);
    ForeignReading foreignOnes = new ForeignReading(parts);
    for (HasMetadata policy : world.policies()) {
      if (policy instanceof NetworkPolicy networkPolicy) {
        ReadPolicy read = namespacedOnes.read(networkPolicy);
        namespaced.computeIfAbsent(read.ref().namespace(), name -> new ArrayList<>()).add(read);
        namespacedOnes.notEvaluated(networkPolicy).ifPresent(foreign::add);
      } else if (policy instanceof GenericKubernetesResource resource
          && AdminPolicyReading.isOne(resource)) {
        clusterWide.add(clusterWideOnes.read(resource));
      } else if (policy instanceof GenericKubernetesResource resource
          && ForeignReading.isOne(resource)) {
        foreign.add(foreignOnes.read(resource));
        foreignOnes.denials(resource).forEach(clusterWide::add);
      }
    }
    Comparator<ReadPolicy> byName = Comparator.comparing(policy -> policy.ref().name());
    namespaced.values().forEach(policies -> policies.sort(byName));
    clusterWide.sort(byName);
  }

  TrafficEnd end(Endpoint endpoint) {
    if (!(endpoint instanceof Workload workload)) {
      return new TrafficEnd(endpoint, null);
    }
    TrafficEnd known = ends.get(workload);
    return known != null ? known : new TrafficEnd(workload, identities.unlisted(workload));
  }

  /** The policies that select a pod in one direction. */
  Bindings bindings(TrafficEnd pod, Direction direction) {
    Identity identity = pod.identity();
    return identity.isUnlisted()
        ? search(identity, direction)
        : known.get(direction).computeIfAbsent(identity, one -> search(one, direction));
  }

  private Bindings search(Identity pod, Direction direction) {
    List<SelectingPolicy> selecting = new ArrayList<>();
    namespaced
        .getOrDefault(pod.namespace(), List.of())
        .forEach(policy -> policy.bind(pod, direction).ifPresent(selecting::add));
    clusterWide.forEach(policy -> policy.bind(pod, direction).ifPresent(selecting::add));
    return Bindings.of(
        selecting,
        direction,
        selecting.stream().map(one -> one.policy().ref()).toList(),
        foreign.stream()
            .filter(policy -> policy.maySelect(pod, direction))
            .map(ForeignPolicy::ref)
            .toList());
  }

  /** Whether the connection comes from the node on which its destination runs. */
  boolean isOwnNode(Traffic traffic) {
    if (!(traffic.to().endpoint() instanceof Workload pod) || pod.node() == null) {
      return false;
    }
    if (traffic.from().endpoint() instanceof Workload source) {
      return source.hostNetwork() && pod.node().equals(source.node());
    }
    ClusterNode node = nodes.get(pod.node());
    return node != null && node.addresses().contains(traffic.from().address(traffic.family()));
  }
}
