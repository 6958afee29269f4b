package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.ReadPolicy;
import io.esgoperator.netpol.rule.ReadPolicy.Side;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.Rule.Action;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads CiliumNetworkPolicies and CiliumClusterwideNetworkPolicies (cilium/cilium v1.20.2:
 * pkg/policy/api, pkg/policy/utils/parserules.go, pkg/policy/repository.go). A part that it does
 * not know makes only its own answers unsure. A policy that Cilium does not take has no effect, or
 * an earlier version of it has: its answers are all unsure.
 *
 * <p>Rules for nodes are not read, but named.
 */
public record CiliumPolicyReading(PolicyReading parts) {
  static final String GROUP = "cilium.io/";
  private static final String NAMESPACED = "CiliumNetworkPolicy";
  private static final String CLUSTERWIDE = "CiliumClusterwideNetworkPolicy";

  /** The fields of a rule beside its peers. */
  private static final Set<String> OTHERS = Set.of("toPorts", "icmps", "authentication");

  /** Whether an object is a policy of one of these kinds, in any version. */
  public static boolean isOne(HasMetadata object) {
    return object instanceof GenericKubernetesResource
        && isOne(String.valueOf(object.getApiVersion()), object.getKind());
  }

  static Stream<String> names() {
    return Stream.of(NAMESPACED, CLUSTERWIDE);
  }

  static boolean isOne(String apiVersion, String kind) {
    return apiVersion.startsWith(GROUP) && (isNamespaced(kind) || CLUSTERWIDE.equals(kind));
  }

  static boolean isNamespaced(String kind) {
    return NAMESPACED.equals(kind);
  }

  /** One policy for each of its specs that is about pods. */
  public Stream<ReadPolicy> read(GenericKubernetesResource resource) {
    PolicyRef ref = ref(resource);
    Optional<String> fault = fault(resource);
    return parts(resource).stream()
        .filter(part -> !part.isForNodes())
        .map(part -> policy(ref, part, fault));
  }

  /** The same by name, for lists of policies that are not evaluated; empty where it is read. */
  public Optional<ForeignPolicy> notEvaluated(GenericKubernetesResource resource) {
    return Unread.of(resource)
        .map(
            fault ->
                ForeignPolicy.of(
                    ref(resource),
                    parts(resource).stream()
                        .map(part -> parts.subject(CiliumSelection.endpoints(part.spec())))
                        .toList()));
  }

  /** The rules for nodes of a policy, which are not read; empty where it has none. */
  public Optional<ForeignPolicy> ofNodes(GenericKubernetesResource resource) {
    Map<Direction, List<PodQuery>> selections = new EnumMap<>(Direction.class);
    for (Part part : parts(resource)) {
      for (Direction direction : Direction.values()) {
        if (part.isForNodes() && part.concerns(direction)) {
          selections.put(direction, List.of(part.spec().all()));
        }
      }
    }
    return selections.isEmpty()
        ? Optional.empty()
        : Optional.of(new ForeignPolicy(ref(resource), selections));
  }

  /** Of a policy that cannot be read, one that may select every pod. */
  private static List<Part> parts(GenericKubernetesResource resource) {
    String namespace = ref(resource).namespace();
    if (!Unread.isNone(resource)) {
      return List.of(part("", namespace, Map.of()));
    }
    Map<?, ?> fields = resource.getAdditionalProperties();
    List<Map<?, ?>> several = ForeignSpec.items(fields.get("specs"));
    return Stream.concat(
            ForeignSpec.items(fields.get("spec")).stream().map(spec -> part("", namespace, spec)),
            IntStream.range(0, several.size())
                .mapToObj(
                    index -> part("specs[%d].".formatted(index), namespace, several.get(index))))
        .toList();
  }

  private static PolicyRef ref(GenericKubernetesResource resource) {
    return new PolicyRef(
        GROUP.replace("/", " ") + resource.getKind(),
        isNamespaced(resource.getKind())
            ? Objects.requireNonNullElse(resource.getMetadata().getNamespace(), "default")
            : null,
        resource.getMetadata().getName());
  }

  /** One spec; its path stands before the names of its lists. */
  private record Part(String path, ForeignSpec spec) {
    List<Map<?, ?>> list(Direction direction, Action action) {
      return ForeignSpec.items(spec.at(name(direction, action)));
    }

    RuleRef place(PolicyRef policy, Direction direction, Action action, int index) {
      return new RuleRef(policy, direction, path + name(direction, action), index);
    }

    boolean isForNodes() {
      return spec.namespace() == null && spec.has("nodeSelector") && !spec.has("endpointSelector");
    }

    boolean concerns(Direction direction) {
      return Stream.of(Action.Allow, Action.Deny)
          .anyMatch(action -> !list(direction, action).isEmpty());
    }

    private static String name(Direction direction, Action action) {
      return (direction == Direction.Outbound ? "egress" : "ingress")
          + (action == Action.Deny ? "Deny" : "");
    }
  }

  private static Part part(String path, String namespace, Map<?, ?> spec) {
    return new Part(path, new ForeignSpec(spec, namespace, Map.of()));
  }

  /** Why it is not known what the policy does. */
  private Optional<String> fault(GenericKubernetesResource resource) {
    return Unread.of(resource)
        .map(Unread::sentence)
        .or(() -> refusal(resource).map(fault -> "Cilium does not take it: " + fault));
  }

  /** Why Cilium does not take it: as it says itself, else by what its code refuses. */
  private Optional<String> refusal(GenericKubernetesResource resource) {
    Optional<Map<?, ?>> said =
        resource.getAdditionalProperties().get("status") instanceof Map<?, ?> status
            ? ForeignSpec.items(status.get("conditions")).stream()
                .filter(one -> "Valid".equals(one.get("type")))
                .findFirst()
            : Optional.empty();
    return said.isPresent()
        ? said.filter(one -> "False".equals(one.get("status")))
            .map(one -> String.valueOf(one.get("message")))
        : parts(resource).stream().flatMap(this::faults).findFirst();
  }

  private Stream<String> faults(Part part) {
    boolean pods = part.spec().has("endpointSelector");
    boolean nodes = part.spec().has("nodeSelector");
    boolean isNamespaced = part.spec().namespace() != null;
    String wanted =
        isNamespaced
            ? "it has to have an endpointSelector, and no nodeSelector"
            : "it has to have one of endpointSelector and nodeSelector";
    return Stream.of(
            Stream.ofNullable(
                Stream.of(Direction.values()).noneMatch(part::concerns) ? "it has no rule" : null),
            Stream.ofNullable(pods == nodes || nodes && isNamespaced ? wanted : null),
            pods
                ? CiliumPeers.selectorFaults(part.spec().at("endpointSelector"))
                : Stream.<String>empty(),
            Stream.of(Direction.values())
                .flatMap(
                    direction ->
                        Stream.of(Action.Allow, Action.Deny)
                            .flatMap(action -> part.list(direction, action).stream())
                            .flatMap(rule -> faults(part.spec(), direction, rule))))
        .flatMap(faults -> faults);
  }

  private Stream<String> faults(ForeignSpec spec, Direction direction, Map<?, ?> rule) {
    return Stream.concat(
        peers(spec, direction).faults(rule),
        CiliumPorts.faults(rule, direction == Direction.Inbound));
  }

  private CiliumPeers peers(ForeignSpec spec, Direction direction) {
    return new CiliumPeers(parts, spec.namespace(), direction);
  }

  /** One that Cilium does not take may open and deny anything. */
  private ReadPolicy policy(PolicyRef ref, Part part, Optional<String> fault) {
    PodQuery pods = parts.subject(CiliumSelection.endpoints(part.spec()));
    return fault
        .map(why -> PolicyReading.unread(ref, Tier.NetworkPolicy, pods, Action.Unread, why))
        .orElseGet(
            () ->
                new ReadPolicy(
                    ref,
                    Tier.NetworkPolicy,
                    0,
                    pods,
                    side(ref, part, Direction.Inbound),
                    side(ref, part, Direction.Outbound)));
  }

  /** A direction without rules is left as it is, whatever enableDefaultDeny says. */
  private Side side(PolicyRef ref, Part part, Direction direction) {
    if (!part.concerns(direction)) {
      return Side.NONE;
    }
    List<Rule> rules =
        Stream.of(Action.Allow, Action.Deny)
            .flatMap(action -> rules(ref, part, direction, action))
            .toList();
    Object isolates =
        part.spec().at("enableDefaultDeny", direction == Direction.Outbound ? "egress" : "ingress");
    return Boolean.FALSE.equals(isolates) ? Side.adding(rules) : Side.of(rules);
  }

  private Stream<Rule> rules(PolicyRef ref, Part part, Direction direction, Action action) {
    List<Map<?, ?>> written = part.list(direction, action);
    return IntStream.range(0, written.size())
        .boxed()
        .flatMap(
            index ->
                rule(
                    part.place(ref, direction, action, index),
                    action,
                    peers(part.spec(), direction),
                    written.get(index)));
  }

  /** A rule without peers or without ports does nothing, but its direction is enforced. */
  private static Stream<Rule> rule(
      RuleRef ref, Action action, CiliumPeers reading, Map<?, ?> written) {
    Optional<String> fault =
        Stream.concat(
                written.keySet().stream()
                    .map(String::valueOf)
                    .filter(field -> !OTHERS.contains(field) && !reading.fields().contains(field))
                    .map(field -> "its field %s is not known".formatted(field)),
                Stream.concat(
                    reading.faults(written),
                    CiliumPorts.faults(written, ref.direction() == Direction.Inbound)))
            .findFirst();
    if (fault.isPresent()) {
      return Stream.of(PolicyReading.unread(ref, Action.Unread, fault.get()));
    }
    List<PeerMatch> peers = reading.of(written, CiliumPorts.areIn(written));
    CiliumPorts ports = CiliumPorts.of(written);
    return Stream.of(
            new Opening(action, ports.plain()), new Opening(Action.Unread, ports.limited()))
        .filter(one -> !peers.isEmpty() && !one.ports().isEmpty())
        .map(one -> new Rule(ref, one.action(), peers, one.ports()));
  }

  private record Opening(Action action, List<PortMatch> ports) {}
}
