package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.ReadPolicy;
import io.esgoperator.netpol.rule.ReadPolicy.Side;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Reads NetworkPolicies of networking.k8s.io/v1 (policy-semantics.md section 1.1). */
public record NetworkPolicyReading(PolicyReading parts) {
  private static final String NOTHING = "its item is empty";

  public ReadPolicy read(NetworkPolicy policy) {
    return Unread.of(policy).map(fault -> unread(policy, fault)).orElseGet(() -> readable(policy));
  }

  /** An unreadable policy may select every pod of its namespace, isolate it, and open anything. */
  private ReadPolicy unread(NetworkPolicy policy, Unread fault) {
    PolicyRef ref = ref(policy);
    return PolicyReading.unread(
        ref, Tier.NetworkPolicy, parts.subject(all(ref)), Rule.Action.Allow, fault.sentence());
  }

  private static PodQuery all(PolicyRef ref) {
    return PodQuery.in(ref.namespace(), LabelQuery.EVERYTHING);
  }

  /** The same by name, for lists of policies that are not evaluated; empty where it is read. */
  public Optional<ForeignPolicy> notEvaluated(NetworkPolicy policy) {
    PolicyRef ref = ref(policy);
    return Unread.of(policy).map(fault -> ForeignPolicy.of(ref, List.of(all(ref))));
  }

  private static PolicyRef ref(NetworkPolicy policy) {
    return new PolicyRef("NetworkPolicy", namespace(policy), policy.getMetadata().getName());
  }

  private ReadPolicy readable(NetworkPolicy policy) {
    NetworkPolicySpec spec = policy.getSpec() == null ? new NetworkPolicySpec() : policy.getSpec();
    PolicyRef ref = ref(policy);
    return new ReadPolicy(
        ref,
        Tier.NetworkPolicy,
        0,
        parts.subject(PodQuery.in(ref.namespace(), LabelQuery.of(spec.getPodSelector()))),
        side(spec, Direction.Inbound, ingress(ref, spec)),
        side(spec, Direction.Outbound, egress(ref, spec)));
  }

  static String namespace(NetworkPolicy policy) {
    return policy.getMetadata().getNamespace() == null
        ? "default"
        : policy.getMetadata().getNamespace();
  }

  /**
   * Cilium enforces rules of a direction that policyTypes does not name, too (cilium/cilium
   * v1.20.2: pkg/k8s/network_policy.go, ParseNetworkPolicy); to Kubernetes they mean nothing.
   */
  private Side side(NetworkPolicySpec spec, Direction direction, List<Rule> rules) {
    Set<String> odd = new TreeSet<>(spec.getPolicyTypes().stream().map(String::valueOf).toList());
    odd.removeAll(List.of("Ingress", "Egress"));
    odd.addAll(spec.getAdditionalProperties().keySet());
    if (!odd.isEmpty()) {
      return Side.doubtful(
          rules, "its spec has %s, which is not known".formatted(String.join(", ", odd)));
    }
    if (binds(spec, direction)) {
      return Side.of(rules);
    }
    return switch (rules.isEmpty() ? Answer.No : parts.isReadByCilium()) {
      case Yes -> Side.of(rules);
      case No -> Side.NONE;
      case Perhaps ->
          Side.doubtful(
              rules,
              "engines differ on %s rules that policyTypes leaves out: Cilium enforces them"
                  .formatted(direction == Direction.Outbound ? "egress" : "ingress"));
    };
  }

  /** The default without policyTypes: Ingress always, Egress if the policy has an egress rule. */
  private static boolean binds(NetworkPolicySpec spec, Direction direction) {
    boolean outbound = direction == Direction.Outbound;
    return spec.getPolicyTypes().isEmpty()
        ? !outbound || !spec.getEgress().isEmpty()
        : spec.getPolicyTypes().contains(outbound ? "Egress" : "Ingress");
  }

  private List<Rule> ingress(PolicyRef ref, NetworkPolicySpec spec) {
    return rules(
        ref,
        Direction.Inbound,
        spec.getIngress(),
        (place, rule) ->
            rule(place, rule.getFrom(), rule.getPorts(), rule.getAdditionalProperties()));
  }

  private List<Rule> egress(PolicyRef ref, NetworkPolicySpec spec) {
    return rules(
        ref,
        Direction.Outbound,
        spec.getEgress(),
        (place, rule) ->
            rule(place, rule.getTo(), rule.getPorts(), rule.getAdditionalProperties()));
  }

  /** A null item: an empty rule, or a forgotten one. */
  private static <T> List<Rule> rules(
      PolicyRef ref, Direction direction, List<T> written, BiFunction<RuleRef, T, Rule> reading) {
    return IntStream.range(0, written.size())
        .mapToObj(
            index -> {
              RuleRef place = new RuleRef(ref, direction, index);
              return written.get(index) == null
                  ? PolicyReading.unread(place, Rule.Action.Allow, NOTHING)
                  : reading.apply(place, written.get(index));
            })
        .toList();
  }

  private Rule rule(
      RuleRef ref,
      List<NetworkPolicyPeer> peers,
      List<NetworkPolicyPort> ports,
      Map<String, Object> unknown) {
    if (!unknown.isEmpty()) {
      return PolicyReading.unread(ref, Rule.Action.Allow, unknownFields(unknown));
    }
    return new Rule(
        ref,
        Rule.Action.Allow,
        peers.isEmpty()
            ? PolicyReading.ANYWHERE
            : peers.stream().map(peer -> peer(ref.policy().namespace(), peer)).toList(),
        ports.isEmpty()
            ? PolicyReading.EVERY_PORT
            : ports.stream().map(NetworkPolicyReading::port).toList());
  }

  private PeerMatch peer(String namespace, NetworkPolicyPeer peer) {
    if (peer == null) {
      return PeerMatch.Unknown.unreadable(NOTHING);
    }
    IPBlock block = peer.getIpBlock();
    boolean selects = peer.getPodSelector() != null || peer.getNamespaceSelector() != null;
    if (!peer.getAdditionalProperties().isEmpty()) {
      return PeerMatch.Unknown.unreadable(unknownFields(peer.getAdditionalProperties()));
    }
    if (block != null && !block.getAdditionalProperties().isEmpty()) {
      return PeerMatch.Unknown.unreadable(unknownFields(block.getAdditionalProperties()));
    }
    if (selects == (block != null)) {
      return PeerMatch.Unknown.unreadable(
          "a peer has either an ipBlock or selectors, and this one has "
              + (selects ? "both" : "neither"));
    }
    if (block != null) {
      return parts.network(block.getCidr(), block.getExcept());
    }
    LabelQuery pods = LabelQuery.of(peer.getPodSelector());
    return parts.pods(
        peer.getNamespaceSelector() == null
            ? PodQuery.in(namespace, pods)
            : PodQuery.across(LabelQuery.of(peer.getNamespaceSelector()), pods));
  }

  private static String unknownFields(Map<String, Object> unknown) {
    return "it has %s, which is not known"
        .formatted(String.join(", ", new TreeSet<>(unknown.keySet())));
  }

  private static PortMatch port(NetworkPolicyPort port) {
    if (port == null) {
      return PortMatch.unsound(NOTHING);
    }
    return PolicyReading.protocol(port.getProtocol())
        .filter(protocol -> port.getAdditionalProperties().isEmpty())
        .map(protocol -> port(port, protocol))
        .orElseGet(
            () ->
                PortMatch.unsound(
                    "the API server refuses the protocol %s, or a field of the port is not known"
                        .formatted(port.getProtocol())));
  }

  private static PortMatch port(NetworkPolicyPort port, Protocol protocol) {
    if (port.getPort() == null) {
      return port.getEndPort() == null
          ? PortMatch.of(protocol)
          : PortMatch.unsound("the API server refuses an endPort without a port");
    }
    Integer first = port.getPort().getIntVal();
    if (first == null) {
      String name = String.valueOf(port.getPort().getStrVal());
      return port.getEndPort() == null && name.chars().anyMatch(Character::isLetter)
          ? PortMatch.named(protocol, name)
          : PortMatch.unsound(
              "the API server refuses the port \"%s\"%s"
                  .formatted(name, port.getEndPort() == null ? "" : " with an endPort"));
    }
    return PolicyReading.ports(
        protocol.name(), first, port.getEndPort() == null ? first : port.getEndPort());
  }
}
