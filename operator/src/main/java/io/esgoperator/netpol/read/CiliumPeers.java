package io.esgoperator.netpol.read;

import static io.esgoperator.netpol.world.Answer.No;
import static io.esgoperator.netpol.world.Answer.Perhaps;
import static io.esgoperator.netpol.world.Answer.Yes;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.Entity;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.world.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the peers of one rule of Cilium's (cilium/cilium v1.20.2: pkg/policy/api,
 * pkg/policy/utils).
 *
 * @param namespace of the policy; null for one that is cluster-wide
 */
record CiliumPeers(PolicyReading parts, String namespace, Direction direction) {
  // spotless:off
  /** By what an end is: a pod, a node, another address (pkg/policy/api/entity.go). */
  private static final Map<String, Kind> ENTITIES =
      Map.ofEntries(
          entity("all",            Yes,     Yes,     Yes),
          entity("world",          No,      No,      Yes),
          entity("cluster",        Yes,     Yes,     No),
          entity("cluster-mesh",   Yes,     Yes,     No),
          entity("host",           No,      Perhaps, No),
          entity("remote-node",    No,      Perhaps, No),
          entity("kube-apiserver", No,      Perhaps, Perhaps),
          entity("unmanaged",      Perhaps, No,      No),
          entity("health",         No,      No,      No),
          entity("ingress",        No,      No,      No),
          entity("init",           No,      No,      No),
          entity("none",           No,      No,      No));

  // spotless:on

  private static final Set<String> BOTH_KINDS_OF_NODES = Set.of("host", "remote-node");

  /** Of these no end has the label, or not in every cluster. */
  private static final Set<String> WITHOUT_LABEL =
      Set.of("all", "world", "cluster", "cluster-mesh");

  private record Kind(Answer pods, Answer nodes, Answer outside) {}

  private static Map.Entry<String, Kind> entity(
      String name, Answer pods, Answer nodes, Answer outside) {
    return Map.entry(name, new Kind(pods, nodes, outside));
  }

  /** The field of a rule for this direction: {@code CIDR} is toCIDR, or fromCIDR. */
  private String field(String name) {
    return (direction == Direction.Outbound ? "to" : "from") + name;
  }

  /** The fields of a rule that say its peers. */
  Set<String> fields() {
    return Stream.concat(
            Stream.of("Endpoints", "Nodes", "Entities", "CIDR", "CIDRSet", "Groups"),
            direction == Direction.Outbound ? Stream.of("Services", "FQDNs") : Stream.empty())
        .map(this::field)
        .collect(Collectors.toSet());
  }

  /**
   * The peers of a rule; none where it has an empty list, and every one where it has ports alone.
   */
  List<PeerMatch> of(Map<?, ?> rule, boolean hasPorts) {
    boolean isEmpty =
        Stream.of("Endpoints", "Nodes", "Entities", "CIDR", "CIDRSet")
            .anyMatch(name -> rule.get(field(name)) instanceof List<?> list && list.isEmpty());
    if (isEmpty) {
      return List.of();
    }
    if (fields().stream().allMatch(field -> ForeignSpec.items(rule.get(field)).isEmpty())) {
      return hasPorts ? PolicyReading.ANYWHERE : List.of();
    }
    return Stream.of(
            list(rule, "Endpoints").map(this::endpoints),
            entities(rule),
            list(rule, "CIDR").map(network -> outside(block(network, List.of()))),
            list(rule, "CIDRSet").map(this::set),
            list(rule, "Groups").map(group -> unknown("groups", "which networks its groups have")),
            list(rule, "FQDNs").map(CiliumPeers::name).map(this::named),
            list(rule, "Services").map(CiliumPeers::service))
        .flatMap(peers -> peers)
        .toList();
  }

  private Stream<Object> list(Map<?, ?> rule, String name) {
    return rule.get(field(name)) instanceof List<?> list
        ? list.stream().map(Object.class::cast)
        : Stream.empty();
  }

  /**
   * Without a namespace in it, a selector finds pods of the policy's own, or of every one where the
   * policy is cluster-wide.
   */
  private PeerMatch endpoints(Object written) {
    CiliumLabels labels = CiliumLabels.of(ForeignSpec.query(written));
    String entity = labels.entity();
    if (entity != null && ENTITIES.containsKey(entity) && !WITHOUT_LABEL.contains(entity)) {
      return entity(entity);
    }
    if (!labels.reserved().isEmpty()) {
      return PeerMatch.Unknown.unreadable("which ends have a label that is reserved is not known");
    }
    LabelQuery pods = new LabelQuery(labels.pods());
    return parts.pods(
        namespace != null && labels.namespaces().isEmpty()
            ? PodQuery.in(namespace, pods)
            : PodQuery.across(new LabelQuery(labels.namespaces()), pods));
  }

  private Stream<PeerMatch> entities(Map<?, ?> rule) {
    List<String> names = list(rule, "Entities").map(String::valueOf).toList();
    return names.containsAll(BOTH_KINDS_OF_NODES)
        ? Stream.concat(
            Stream.of(new Entity("host and remote-node", No, Yes, No, parts.addresses())),
            names.stream()
                .filter(name -> !BOTH_KINDS_OF_NODES.contains(name))
                .flatMap(this::entities))
        : names.stream().flatMap(this::entities);
  }

  private Stream<PeerMatch> entities(String name) {
    return switch (name) {
      case "all" -> PolicyReading.ANYWHERE.stream();
      case "world" ->
          Stream.of("0.0.0.0/0", "::/0").map(network -> outside(block(network, List.of())));
      default -> Stream.of(entity(name));
    };
  }

  /** To a pod the only node is its host, and no remote one. */
  private PeerMatch entity(String name) {
    Kind kind = ENTITIES.get(name);
    Answer nodes =
        parts.addresses().isOne() && BOTH_KINDS_OF_NODES.contains(name)
            ? Answer.of(name.equals("host"))
            : kind.nodes();
    return new Entity(name, kind.pods(), nodes, kind.outside(), parts.addresses());
  }

  private PeerMatch set(Object written) {
    Map<?, ?> set = map(written);
    return set.get("cidr") != null
        ? outside(block(set.get("cidr"), except(set)))
        : unknown("a group of networks", "which networks its group has");
  }

  private static Map<?, ?> map(Object item) {
    return item instanceof Map<?, ?> fields ? fields : Map.of();
  }

  private static List<?> except(Map<?, ?> set) {
    return set.get("except") instanceof List<?> list ? list : List.of();
  }

  private static PeerMatch block(Object network, List<?> except) {
    return new PeerMatch.Block(
        Cidr.parse(network.toString()),
        except.stream().map(part -> Cidr.parse(part.toString())).toList());
  }

  private PeerMatch outside(PeerMatch network) {
    return parts.outside(network);
  }

  private PeerMatch unknown(String text, String what) {
    return outside(new PeerMatch.Unknown(text, what + " is not known"));
  }

  private static String name(Object written) {
    return map(written).values().stream().map(String::valueOf).findFirst().orElse("a name");
  }

  /** A name's addresses are outside: it never stands for a pod or a node. */
  private PeerMatch named(String name) {
    return unknown(name, "which addresses " + name + " has");
  }

  private static PeerMatch service(Object written) {
    Object name =
        map(written).get("k8sService") instanceof Map<?, ?> service
            ? service.get("serviceName")
            : "by its labels";
    return new PeerMatch.Unknown(
        "Service " + name, "which pods and addresses the Service " + name + " has is not known");
  }

  /** Why Cilium does not take the policy of such a rule. */
  Stream<String> faults(Map<?, ?> rule) {
    List<String> given =
        fields().stream()
            .filter(field -> !ForeignSpec.items(rule.get(field)).isEmpty())
            .sorted()
            .toList();
    return Stream.of(
            given.stream()
                .filter(field -> !(rule.get(field) instanceof List<?>))
                .map(field -> field + " is no list"),
            Stream.of(String.join(" and ", given))
                .filter(names -> given.size() > 1)
                .map("%s stand in one rule: write a rule for each"::formatted),
            given.stream()
                .filter(field("Nodes")::equals)
                .map(
                    field -> field + " wants enable-node-selector-labels, which is off by default"),
            list(rule, "Entities")
                .filter(name -> !ENTITIES.containsKey(String.valueOf(name)))
                .map(name -> "%s is no entity".formatted(name)),
            list(rule, "Endpoints").flatMap(CiliumPeers::selectorFaults),
            list(rule, "CIDR")
                .filter(network -> !Cidr.isLiteral(String.valueOf(network)))
                .flatMap(network -> faults(network, List.of())),
            list(rule, "CIDRSet").flatMap(CiliumPeers::setFaults))
        .flatMap(faults -> faults);
  }

  static Stream<String> selectorFaults(Object written) {
    return AdminPolicyReading.selector(written)
        .map(LabelQuery::of)
        .map(query -> query.requirements().stream().map(LabelQuery.Requirement::fault))
        .orElseGet(() -> Stream.of("its selector has a field that is not known"))
        .filter(fault -> fault != null);
  }

  private static Stream<String> setFaults(Object written) {
    Map<?, ?> set = map(written);
    long ways =
        Stream.of("cidr", "cidrGroupRef", "cidrGroupSelector")
            .filter(field -> set.get(field) != null)
            .count();
    if (ways != 1) {
      return Stream.of("a set is exactly one of cidr, cidrGroupRef and cidrGroupSelector");
    }
    return set.get("cidr") == null ? Stream.empty() : faults(set.get("cidr"), except(set));
  }

  private static Stream<String> faults(Object network, List<?> except) {
    Optional<Cidr> whole = network(network);
    return Stream.concat(
        whole.isEmpty() ? Stream.of("%s is no network".formatted(network)) : Stream.empty(),
        except.stream()
            .filter(
                part -> whole.isPresent() && !network(part).filter(whole.get()::holds).isPresent())
            .map(part -> "%s does not lie in %s".formatted(part, network)));
  }

  private static Optional<Cidr> network(Object written) {
    return Cidr.network(String.valueOf(written));
  }
}
