package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.read.AdminPolicyReading;
import io.esgoperator.netpol.read.AnnotatedPods;
import io.esgoperator.netpol.read.CiliumPolicyReading;
import io.esgoperator.netpol.read.ForeignPolicy;
import io.esgoperator.netpol.read.ForeignReading;
import io.esgoperator.netpol.read.NetworkPolicyReading;
import io.esgoperator.netpol.read.PolicyReading;
import io.esgoperator.netpol.rule.Identities;
import io.esgoperator.netpol.rule.Identity;
import io.esgoperator.netpol.rule.NodeAddresses;
import io.esgoperator.netpol.rule.ReadPolicy;
import io.esgoperator.netpol.rule.SelectingPolicy;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.ClusterNode;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.PolicyRef;
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
import java.util.stream.Stream;

/** A world, prepared for fast answers: pods by identity, policies by namespace. */
final class Index {
  private final Identities identities;
  private final PolicyEngine engine;
  private final Map<Direction, Map<Identity, Bindings>> known =
      Map.of(
          Direction.Inbound, new ConcurrentHashMap<>(),
          Direction.Outbound, new ConcurrentHashMap<>());
  private final Map<Workload, TrafficEnd> ends = new IdentityHashMap<>();
  private final Map<String, ClusterNode> nodes = new HashMap<>();
  private final Map<String, List<ReadPolicy>> namespaced = new HashMap<>();
  private final List<ReadPolicy> clusterWide = new ArrayList<>();
  private final List<ForeignPolicy> foreign = new ArrayList<>();
  private final List<ForeignPolicy> ofNodes = new ArrayList<>();
  private final NodeAddresses addresses;
  private boolean dependsOnEngine;

  private Index(World world) {
    identities = new Identities(world);
    addresses = new NodeAddresses(world.nodes());
    engine =
        world.policies().stream().anyMatch(CiliumPolicyReading::isOne)
            ? PolicyEngine.Cilium
            : world.engine();
  }

  /** Without the effect of policies with ordered rules that have one of these titles. */
  static Index of(World world, Set<String> without) {
    Index index = new Index(world);
    world.nodes().forEach(node -> index.nodes.put(node.name(), node));
    index.addPolicies(world);
    Stream.concat(Stream.of(index.clusterWide), index.namespaced.values().stream())
        .forEach(policies -> policies.removeIf(policy -> isIn(without, policy)));
    world
        .workloads()
        .forEach(pod -> index.ends.put(pod, index.end(pod, index.identities.add(pod))));
    return index;
  }

  private void addPolicies(World world) {
    PolicyReading parts = new PolicyReading(identities, world.nodes(), engine);
    NetworkPolicyReading namespacedOnes = new NetworkPolicyReading(parts);
    AdminPolicyReading clusterWideOnes = new AdminPolicyReading(parts);
    CiliumPolicyReading ciliums = new CiliumPolicyReading(parts);
    ForeignReading foreignOnes = new ForeignReading(parts);
    for (HasMetadata policy : world.policies()) {
      if (policy instanceof NetworkPolicy networkPolicy) {
        ReadPolicy read = namespacedOnes.read(networkPolicy);
        of(read.ref().namespace()).add(read);
        namespacedOnes.notEvaluated(networkPolicy).ifPresent(foreign::add);
      } else if (policy instanceof GenericKubernetesResource resource) {
        if (AdminPolicyReading.isOne(resource)) {
          clusterWide.add(clusterWideOnes.read(resource));
        } else if (CiliumPolicyReading.isOne(resource)) {
          ciliums.read(resource).forEach(read -> of(read.ref().namespace()).add(read));
          ciliums.notEvaluated(resource).ifPresent(foreign::add);
          ciliums.ofNodes(resource).ifPresent(ofNodes::add);
        } else if (ForeignReading.isOne(resource)) {
          foreign.add(foreignOnes.read(resource));
          foreignOnes.ofNodes(resource).ifPresent(ofNodes::add);
        }
      } else {
        AnnotatedPods.read(policy).forEach(foreign::add);
      }
    }
    dependsOnEngine = parts.dependsOnEngine();
    Comparator<ReadPolicy> byName = Comparator.comparing(policy -> policy.ref().name());
    namespaced.values().forEach(policies -> policies.sort(byName));
    clusterWide.sort(byName);
  }

  /** Whether a policy is one of these, and none that canaries test. */
  private static boolean isIn(Set<String> titles, ReadPolicy policy) {
    return titles.contains(policy.ref().title()) && !policy.ref().isNetworkPolicy();
  }

  /** The policies of a namespace; of null, those that are cluster-wide. */
  private List<ReadPolicy> of(String namespace) {
    return namespace == null
        ? clusterWide
        : namespaced.computeIfAbsent(namespace, name -> new ArrayList<>());
  }

  TrafficEnd end(Endpoint endpoint) {
    if (!(endpoint instanceof Workload workload)) {
      return new TrafficEnd(endpoint, null);
    }
    TrafficEnd known = ends.get(workload);
    return known != null ? known : end(workload, identities.unlisted(workload));
  }

  /** Engines differ on the names of a host-network pod's ports; Cilium knows none of them. */
  private TrafficEnd end(Workload pod, Identity identity) {
    if (!pod.hostNetwork()) {
      return new TrafficEnd(pod, identity);
    }
    return new TrafficEnd(
        pod, identity, engine == PolicyEngine.Cilium ? Answer.No : Answer.Perhaps);
  }

  boolean dependsOnEngine() {
    return dependsOnEngine;
  }

  /** The policies that select a pod in one direction. */
  Bindings bindings(TrafficEnd pod, Direction direction) {
    Identity identity = pod.identity();
    return identity.isUnlisted()
        ? search(identity, direction)
        : known.get(direction).computeIfAbsent(identity, one -> search(one, direction));
  }

  /**
   * The policies that are not evaluated and may close an end's connections in one direction: by its
   * labels where it is a pod, and those for nodes where it is on the network of one.
   */
  List<PolicyRef> notEvaluated(TrafficEnd end, Direction direction, Family family) {
    List<PolicyRef> byLabels = end.isPod() ? bindings(end, direction).notEvaluated() : List.of();
    return ofNodes.isEmpty() || !addresses.has(end, family)
        ? byLabels
        : Stream.concat(
                byLabels.stream(),
                ofNodes.stream().filter(one -> one.concerns(direction)).map(ForeignPolicy::ref))
            .distinct()
            .toList();
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
        selecting.stream().map(one -> one.policy().ref()).distinct().toList(),
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
