package io.esgoperator.e2e;

import io.esgoperator.lab.Playground;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the lab's network plugin gets wrong, so that a disagreement there says nothing of the
 * evaluator. Places are those of kube-router 2.1.0, in {@code pkg/controllers/netpol}.
 */
final class KubeRouterFaults {
  private KubeRouterFaults() {}

  static boolean spare(NetworkPolicy policy) {
    return !opensOneWayByTheOther(policy)
        && ingress(policy).noneMatch(Rule::exceptsFromAnotherBlock)
        && egress(policy).noneMatch(Rule::exceptsFromAnotherBlock)
        && ingress(policy).noneMatch(Rule::opensAllForANameOfNobody)
        && egress(policy).noneMatch(Rule::namesAPortBeyondPods);
  }

  /**
   * A policy of both directions is one chain with both kinds of rules, and each selected pod
   * traverses all of it for both directions (pod.go, setupPodNetpolRules). What an ingress rule
   * opens at one selected pod is open from another selected pod, although the policy closes that
   * pod's egress. cloudnativelabs/kube-router#474 is similar. A policy that selects one pod is
   * correct.
   */
  private static boolean opensOneWayByTheOther(NetworkPolicy policy) {
    boolean both =
        policy.getSpec().getPolicyTypes().isEmpty()
            ? !policy.getSpec().getEgress().isEmpty()
            : policy.getSpec().getPolicyTypes().size() == 2;
    return both && !policy.getSpec().getPodSelector().getMatchLabels().containsKey("pod");
  }

  private static Stream<Rule> ingress(NetworkPolicy policy) {
    return policy.getSpec().getIngress().stream()
        .map(rule -> new Rule(rule.getFrom(), rule.getPorts()));
  }

  private static Stream<Rule> egress(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .map(rule -> new Rule(rule.getTo(), rule.getPorts()));
  }

  private record Rule(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {

    /**
     * All blocks of a rule are one set, the exceptions among them with {@code nomatch} (policy.go,
     * evalIPBlockPeer): what one block excepts is taken from the others, too.
     */
    boolean exceptsFromAnotherBlock() {
      return peers.stream()
          .map(NetworkPolicyPeer::getIpBlock)
          .filter(Objects::nonNull)
          .collect(Collectors.groupingBy(block -> Cidr.parse(block.getCidr()).family()))
          .values()
          .stream()
          .anyMatch(
              family ->
                  family.size() > 1
                      && family.stream().anyMatch(block -> !block.getExcept().isEmpty()));
    }

    /**
     * A rule for pods with only named ports that none of them has becomes one without ports
     * (policy.go, processIngressRules and processEgressRules: "contains no ports at all").
     */
    boolean opensAllForANameOfNobody() {
      return peers.stream().anyMatch(peer -> peer.getIpBlock() == null)
          && !ports.isEmpty()
          && ports.stream().allMatch(port -> isNamed(port) && !isOfEveryPod(port));
    }

    /**
     * The names of an egress rule are looked up at the pods of its selectors; without a peer, at
     * the pods of the policy's own namespace, and their numbers are then open everywhere. A block
     * is closed at every name (policy.go, buildNetworkPoliciesInfo and processEgressRules,
     * cloudnativelabs/kube-router#1036).
     */
    boolean namesAPortBeyondPods() {
      return ports.stream().anyMatch(Rule::isNamed)
              && (peers.isEmpty() || peers.stream().anyMatch(peer -> peer.getIpBlock() != null))
          || opensAllForANameOfNobody();
    }

    private static boolean isNamed(NetworkPolicyPort port) {
      return port.getPort() != null && port.getPort().getStrVal() != null;
    }

    private static boolean isOfEveryPod(NetworkPolicyPort port) {
      return port.getPort().getStrVal().equals(Playground.PORT_NAME)
          && !"UDP".equals(port.getProtocol());
    }
  }
}
