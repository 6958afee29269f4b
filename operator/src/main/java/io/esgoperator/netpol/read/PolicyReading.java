package io.esgoperator.netpol.read;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.Identities;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.NodeAddresses;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.ReadPolicy;
import io.esgoperator.netpol.rule.ReadPolicy.Side;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.Rule.Action;
import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.ClusterNode;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds the parts that policies of every kind share; equal queries become one object. */
public final class PolicyReading {

  static final List<PeerMatch> ANYWHERE = List.of(new PeerMatch.Anywhere());
  static final List<PortMatch> EVERY_PORT = List.of(PortMatch.EVERY);

  private final Map<PodQuery, PeerMatch> pods = new HashMap<>();
  private final Identities identities;
  private final List<ClusterNode> nodes;
  private final NodeAddresses addresses;
  private final PolicyEngine engine;
  private boolean dependsOnEngine;

  /** Reads for an engine; the identities receive every label that a policy uses. */
  public PolicyReading(Identities identities, List<ClusterNode> nodes, PolicyEngine engine) {
    this.identities = identities;
    this.nodes = nodes;
    this.addresses = new NodeAddresses(nodes);
    this.engine = engine;
  }

  /** Whether Cilium certainly enforces the policies. */
  boolean isCilium() {
    return engine == PolicyEngine.Cilium;
  }

  /** Whether Cilium enforces the policies, for a part that it reads in a way of its own. */
  Answer isReadByCilium() {
    dependsOnEngine |= engine == PolicyEngine.Unknown;
    return switch (engine) {
      case Cilium -> Answer.Yes;
      case Other -> Answer.No;
      case Unknown -> Answer.Perhaps;
    };
  }

  /** Whether some part was met that Cilium reads in a way of its own, if it enforces policies. */
  public boolean dependsOnEngine() {
    return dependsOnEngine;
  }

  /** The pods that a policy selects. */
  PodQuery subject(PodQuery written) {
    PodQuery query =
        CiliumLabels.leavesOut(written) && isReadByCilium() != Answer.No
            ? CiliumLabels.asSeen(written)
            : written;
    identities.asks(query.pods());
    return query;
  }

  PeerMatch pods(PodQuery query) {
    return pods.computeIfAbsent(
        query,
        one ->
            new PeerMatch.Pods(subject(one), identities, isCilium() ? Answer.No : Answer.Perhaps));
  }

  PeerMatch nodes(LabelQuery query) {
    return new PeerMatch.Nodes(query, nodes);
  }

  NodeAddresses addresses() {
    return addresses;
  }

  /** Those addresses of a network that are no pod's and no node's. */
  PeerMatch outside(PeerMatch network) {
    return new PeerMatch.Outside(network, addresses, Answer.No);
  }

  /**
   * A network of a NetworkPolicy: to Cilium no pod and no node is in it (cilium/cilium v1.20.2:
   * pkg/policy/types/selector.go, CIDRSelector), unless its policy-cidr-match-mode says so; other
   * engines look at addresses alone.
   */
  PeerMatch network(String network, List<String> except) {
    PeerMatch block = block(network, except);
    return switch (isReadByCilium()) {
      case Yes -> outside(block);
      case No -> block;
      case Perhaps -> new PeerMatch.Outside(block, addresses, Answer.Perhaps);
    };
  }

  /** A network without its exceptions, which lie inside it (API server: ValidateIPBlock). */
  static PeerMatch block(String network, List<String> except) {
    Optional<Cidr> whole = Cidr.network(network);
    List<Optional<Cidr>> parts = except.stream().map(Cidr::network).toList();
    boolean sound =
        whole.isPresent()
            && parts.stream()
                .allMatch(
                    part ->
                        part.isPresent()
                            && part.get().prefix() > whole.get().prefix()
                            && whole.get().contains(part.get().address()));
    return sound
        ? new PeerMatch.Block(whole.get(), parts.stream().flatMap(Optional::stream).toList())
        : new PeerMatch.Unknown(
            String.valueOf(network),
            "the API server refuses the network %s%s"
                .formatted(
                    network, except.isEmpty() ? "" : " except " + String.join(", ", except)));
  }

  /**
   * A policy that cannot be read: it may select these pods, and do to them what the action says.
   */
  static ReadPolicy unread(PolicyRef ref, Tier tier, PodQuery pods, Action action, String fault) {
    List<Side> sides =
        Stream.of(Direction.Inbound, Direction.Outbound)
            .map(direction -> unread(new RuleRef(ref, direction, 0), action, fault))
            .map(rule -> Side.doubtful(List.of(rule), fault))
            .toList();
    return new ReadPolicy(ref, tier, 0, pods, sides.get(0), sides.get(1));
  }

  static Rule unread(RuleRef ref, Action action, String fault) {
    return new Rule(ref, action, List.of(PeerMatch.Unknown.unreadable(fault)), EVERY_PORT);
  }

  /** Numbers from the first to the last, as the API server accepts them. */
  static PortMatch ports(String protocol, Integer first, Integer last) {
    Optional<Protocol> known = protocol(protocol);
    return known.isPresent() && isPort(first) && isPort(last) && first <= last
        ? PortMatch.range(known.get(), first, last)
        : PortMatch.unsound(
            "the API server refuses the ports %s %s to %s".formatted(protocol, first, last));
  }

  private static boolean isPort(Integer number) {
    return number != null && PortRange.EVERY.contains(number);
  }

  static Optional<Protocol> protocol(String name) {
    return Stream.of(Protocol.values())
        .filter(protocol -> protocol.name().equals(name == null ? "TCP" : name))
        .findFirst();
  }
}
