package io.esgoperator.netpol;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.rule.Identity;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.ClusterNode;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parts the ends of a world into groups that its policies cannot tell apart: by the identity of
 * pods, by the networks in which addresses lie, by ports with names, and by nodes where pods or
 * addresses of nodes are among the ends.
 */
final class EndGroups {
  private final Index index;
  private final Map<InetAddress, String> nodes = new HashMap<>();
  private final Map<Family, TreeMap<BigInteger, AddressRange>> parts = new EnumMap<>(Family.class);
  private final Set<String> portNames;

  /** Nodes that are an end of some connection, by their own address or by a pod on it. */
  private final Set<String> nodesThatAsk;

  private EndGroups(World world, Index index) {
    this.index = index;
    for (ClusterNode node : world.nodes()) {
      node.addresses().forEach(address -> nodes.put(address, node.name()));
    }
    Set<Rule> rules = rules(world);
    portNames =
        rules.stream()
            .flatMap(rule -> rule.ports().stream())
            .map(PortMatch::name)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Set<Cidr> cuts = cuts(rules);
    for (Family family : Family.values()) {
      TreeMap<BigInteger, AddressRange> ordered = new TreeMap<>();
      AddressRange.everything(family).split(cuts).forEach(part -> ordered.put(part.first(), part));
      parts.put(family, ordered);
    }
    nodesThatAsk =
        Stream.concat(
                world.workloads().stream().filter(Workload::hostNetwork).map(Workload::node),
                outside().map(part -> nodes.get(address(part))))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
  }

  /** The groups of workloads in the order of the world, then those of addresses. */
  static List<EndGroup> of(World world, Index index) {
    return new EndGroups(world, index).all(world);
  }

  private List<EndGroup> all(World world) {
    List<EndGroup> groups = new ArrayList<>();
    Grouped.by(world.workloads(), this::key)
        .forEach(alike -> groups.add(new EndGroup(groups.size(), alike, null, alike.get(0))));
    outside()
        .forEach(
            part ->
                groups.add(
                    new EndGroup(
                        groups.size(), List.of(), part, new Endpoint.Outside(address(part)))));
    return groups;
  }

  private Set<Rule> rules(World world) {
    Set<Bindings> known = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Rule> rules = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Workload workload : world.workloads()) {
      for (Direction direction : Direction.values()) {
        Bindings bindings = index.bindings(index.end(workload), direction);
        if (known.add(bindings)) {
          bindings.rules().forEach(rules::add);
        }
      }
    }
    return rules;
  }

  private static Set<Cidr> cuts(Set<Rule> rules) {
    return rules.stream()
        .flatMap(rule -> rule.peers().stream())
        .distinct()
        .flatMap(PeerMatch::cuts)
        .collect(Collectors.toSet());
  }

  private static Cidr network(InetAddress address) {
    return new Cidr(address, address.getAddress().length * Byte.SIZE);
  }

  private Stream<AddressRange> outside() {
    return parts.values().stream().flatMap(ordered -> ordered.values().stream());
  }

  /** An address of the range; a node's only where the range has no other one. */
  private InetAddress address(AddressRange part) {
    return nodes.containsKey(part.address())
        ? part.without(nodes.keySet().stream().map(EndGroups::network).toList()).stream()
            .findFirst()
            .orElse(part)
            .address()
        : part.address();
  }

  private Key key(Workload workload) {
    return new Key(
        index.end(workload).identity(),
        workload.hostNetwork(),
        nodesThatAsk.contains(workload.node()) ? workload.node() : "",
        new NamedPorts(
            workload.ports().known().stream()
                .filter(port -> portNames.contains(port.name()))
                .toList(),
            portNames.isEmpty() || workload.ports().complete()),
        workload.addresses().isEmpty(),
        Stream.of(Family.values())
            .map(family -> part(index.end(workload).address(family), family))
            .toList());
  }

  private BigInteger part(InetAddress address, Family family) {
    return address == null
        ? BigInteger.ONE.negate()
        : parts.get(family).floorKey(new BigInteger(1, address.getAddress()));
  }

  /**
   * What policies may tell apart.
   *
   * @param isWithoutAddress whether no address is known
   * @param parts of each family in which its address lies; negative for none
   */
  private record Key(
      Identity identity,
      boolean hostNetwork,
      String node,
      NamedPorts ports,
      boolean isWithoutAddress,
      List<BigInteger> parts) {}
}
