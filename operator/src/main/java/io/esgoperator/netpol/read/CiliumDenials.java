package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.ReadPolicy;
import io.esgoperator.netpol.rule.ReadPolicy.Side;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What Cilium's policies certainly deny. Among them and NetworkPolicies a denial comes first
 * (docs.cilium.io, security/policy/language, Deny Policies), so these rules are read although what
 * the policies allow is not. A Cilium that knows ClusterNetworkPolicies (off by default) asks those
 * before: where the two disagree, the tier of ordered rules gives no decision.
 *
 * <p>Only what is understood counts: a part that is not read denies less here than in the cluster,
 * never more (cilium/cilium v1.20.2: pkg/policy/api/rule_validation.go, egress.go, l4.go). An
 * address of which it is not known whether it is a pod's counts as one that is outside.
 */
record CiliumDenials(PolicyReading parts) {
  private static final Set<String> PORT_RULE = Set.of("toPorts");
  private static final int EVERY_NUMBER = 0;

  // spotless:off
  /** The addresses of the entities that are outside of the cluster. */
  private static final Map<String, List<String>> WORLD =
      Map.of(
          "world",      List.of("0.0.0.0/0", "::/0"),
          "world-ipv4", List.of("0.0.0.0/0"),
          "world-ipv6", List.of("::/0"));

  // spotless:on

  /**
   * One policy for each spec that denies something.
   *
   * @param ref of the whole policy
   * @param specs of the policy; none of one that Cilium refuses
   */
  Stream<ReadPolicy> of(PolicyRef ref, List<ForeignSpec> specs) {
    return specs.stream()
        .flatMap(
            spec -> CiliumSelection.certain(spec).stream().flatMap(pods -> of(ref, spec, pods)));
  }

  private Stream<ReadPolicy> of(PolicyRef ref, ForeignSpec spec, PodQuery pods) {
    Side ingress = side(ref, spec, Direction.Inbound);
    Side egress = side(ref, spec, Direction.Outbound);
    return ingress.binds() || egress.binds()
        ? Stream.of(new ReadPolicy(ref, Tier.Admin, 0, parts.subject(pods), ingress, egress))
        : Stream.empty();
  }

  /** Whether Cilium says in the policy's status that it does not take it. */
  static boolean isRefused(GenericKubernetesResource resource) {
    return resource.getAdditionalProperties().get("status") instanceof Map<?, ?> status
        && ForeignSpec.items(status.get("conditions")).stream()
            .anyMatch(one -> "Valid".equals(one.get("type")) && "False".equals(one.get("status")));
  }

  private Side side(PolicyRef ref, ForeignSpec spec, Direction direction) {
    List<Map<?, ?>> written =
        ForeignSpec.items(spec.at(direction == Direction.Outbound ? "egressDeny" : "ingressDeny"));
    List<Rule> rules =
        IntStream.range(0, written.size())
            .mapToObj(index -> rule(new RuleRef(ref, direction, index), written.get(index)))
            .flatMap(Optional::stream)
            .toList();
    return rules.isEmpty() ? Side.NONE : Side.of(rules);
  }

  private Optional<Rule> rule(RuleRef ref, Map<?, ?> written) {
    String way = ref.direction() == Direction.Outbound ? "to" : "from";
    List<PeerMatch> peers = peers(way, written);
    List<PortMatch> ports = ports(written.get("toPorts"));
    return peers.isEmpty() || ports.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rule(ref, Rule.Action.Deny, peers, ports));
  }

  /** Of a rule that has ports alone, every peer. */
  private List<PeerMatch> peers(String way, Map<?, ?> written) {
    if (written.keySet().equals(PORT_RULE)) {
      return PolicyReading.ANYWHERE;
    }
    Set<String> understood = Set.of(way + "CIDR", way + "CIDRSet", way + "Entities", "toPorts");
    return understood.containsAll(written.keySet())
        ? Stream.of(
                texts(written.get(way + "CIDR")).map(network -> outside(network, List.of())),
                ForeignSpec.items(written.get(way + "CIDRSet")).stream().flatMap(this::set),
                texts(written.get(way + "Entities")).flatMap(this::entity))
            .flatMap(peers -> peers)
            .toList()
        : List.of();
  }

  /** A set by its network; one by a group has its networks in another object. */
  private Stream<PeerMatch> set(Map<?, ?> set) {
    return Set.of("cidr", "except").containsAll(set.keySet())
        ? texts(set.get("cidr")).map(network -> outside(network, texts(set.get("except")).toList()))
        : Stream.empty();
  }

  private Stream<PeerMatch> entity(String name) {
    return "all".equals(name)
        ? PolicyReading.ANYWHERE.stream()
        : WORLD.getOrDefault(name, List.of()).stream().map(network -> outside(network, List.of()));
  }

  private PeerMatch outside(String network, List<String> except) {
    return parts.outside(PolicyReading.block(network, except));
  }

  /** A list that is there and has no port matches none; a named port is not certain. */
  private static List<PortMatch> ports(Object written) {
    List<Map<?, ?>> rules = ForeignSpec.items(written);
    return rules.isEmpty()
        ? PolicyReading.EVERY_PORT
        : rules.stream()
            .filter(rule -> rule.keySet().equals(Set.of("ports")))
            .flatMap(rule -> ForeignSpec.items(rule.get("ports")).stream())
            .flatMap(CiliumDenials::port)
            .toList();
  }

  private static Stream<PortMatch> port(Map<?, ?> port) {
    String number = String.valueOf(port.get("port"));
    if (!number.matches("\\d{1,5}")) {
      return Stream.empty();
    }
    int first = Integer.parseInt(number);
    int last = port.get("endPort") instanceof Integer end && end > first ? end : first;
    Object protocol = port.get("protocol");
    boolean every = protocol == null || "".equals(protocol) || "ANY".equals(protocol);
    return (every ? Stream.of("TCP", "UDP", "SCTP") : Stream.of(protocol.toString()))
        .map(
            name ->
                first == EVERY_NUMBER
                    ? PolicyReading.ports(name, 1, PolicyReading.LAST_PORT)
                    : PolicyReading.ports(name, first, last))
        .filter(match -> match.fault() == null);
  }

  private static Stream<String> texts(Object list) {
    return list instanceof List<?> items
        ? items.stream().filter(String.class::isInstance).map(String.class::cast)
        : Stream.ofNullable(list).filter(String.class::isInstance).map(String.class::cast);
  }
}
