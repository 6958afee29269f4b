package io.esgoperator.netpol.world;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The parts of a cluster that matter for policies, at one moment.
 *
 * @param namespaces their labels by name; a missing namespace has unknown labels
 * @param workloads without finished pods
 * @param nodes empty where unknown
 * @param policies of every kind
 * @param engine what enforces them; one of Cilium's policies shows that Cilium does
 */
public record World(
    Map<String, Map<String, String>> namespaces,
    List<Workload> workloads,
    List<ClusterNode> nodes,
    List<HasMetadata> policies,
    PolicyEngine engine) {

  public static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  public World {
    namespaces = Map.copyOf(namespaces);
    workloads = List.copyOf(workloads);
    nodes = List.copyOf(nodes);
    policies = List.copyOf(policies);
  }

  /** A world of which it is not known what enforces its policies. */
  public World(
      Map<String, Map<String, String>> namespaces,
      List<Workload> workloads,
      List<ClusterNode> nodes,
      List<HasMetadata> policies) {
    this(namespaces, workloads, nodes, policies, PolicyEngine.Unknown);
  }

  /** The same world, in which this enforces the policies. */
  public World enforcedBy(PolicyEngine known) {
    return new World(namespaces, workloads, nodes, policies, known);
  }

  /** The same world with more workloads and policies. */
  public World with(List<Workload> moreWorkloads, List<? extends HasMetadata> morePolicies) {
    return new World(
        namespaces,
        Stream.concat(workloads.stream(), moreWorkloads.stream()).toList(),
        nodes,
        Stream.concat(policies.stream(), morePolicies.stream()).toList(),
        engine);
  }

  /** The same world without some policies. */
  public World without(Predicate<HasMetadata> policy) {
    return new World(
        namespaces, workloads, nodes, policies.stream().filter(policy.negate()).toList(), engine);
  }

  /** The API server gives every namespace a label with its name. */
  public Labels labels(String namespace) {
    Map<String, String> labels = new HashMap<>(namespaces.getOrDefault(namespace, Map.of()));
    labels.put(NAMESPACE_NAME, namespace);
    return namespaces.containsKey(namespace) ? Labels.of(labels) : Labels.partly(labels);
  }
}
