package io.esgoperator.netpol.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.read.AdminPolicyShape.AdminRule;
import io.esgoperator.netpol.read.AdminPolicyShape.ClusterRule;
import io.esgoperator.netpol.read.AdminPolicyShape.PortShape;
import io.esgoperator.netpol.read.AdminPolicyShape.RuleShape;
import io.esgoperator.netpol.read.AdminPolicyShape.Spec;
import io.esgoperator.netpol.read.AdminPolicyShape.Subject;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.rule.ReadPolicy;
import io.esgoperator.netpol.rule.ReadPolicy.Side;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.Rule.Action;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the policies of policy.networking.k8s.io. A part that it does not know makes only its own
 * answers unsure: a new field of one rule leaves the other rules as they are.
 */
public record AdminPolicyReading(PolicyReading parts) {
  static final String GROUP = "policy.networking.k8s.io/";
  private static final String BASELINE = "BaselineAdminNetworkPolicy";
  private static final int LAST_PRIORITY = 1000;

  /** cilium/cilium v1.20.2: pkg/option/config.go, EnableK8sClusterNetworkPolicy. */
  private static final String CILIUM =
      "whether Cilium enforces this kind is not known: by default it does not";

  private static final ObjectMapper STRICT =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final PodQuery EVERY_POD =
      PodQuery.across(LabelQuery.EVERYTHING, LabelQuery.EVERYTHING);

  // spotless:off
  private static final List<Kind> KINDS =
      List.of(
          new Kind("v1alpha1", "AdminNetworkPolicy",   AdminRule.class,   Set.of("Allow", "Deny", "Pass")),
          new Kind("v1alpha1", BASELINE,               AdminRule.class,   Set.of("Allow", "Deny")),
          new Kind("v1alpha2", "ClusterNetworkPolicy", ClusterRule.class, Set.of("Accept", "Deny", "Pass")),
          new Kind("v1beta1",  "ClusterNetworkPolicy", ClusterRule.class, Set.of("Accept", "Deny", "Pass")));

  // spotless:on

  private record Kind(
      String version, String name, Class<? extends RuleShape> rule, Set<String> actions) {
    Action action(String written) {
      if (written == null || !actions.contains(written)) {
        return Action.Unknown;
      }
      return switch (written) {
        case "Deny" -> Action.Deny;
        case "Pass" -> Action.Pass;
        default -> Action.Allow;
      };
    }
  }

  /** Whether a resource is of one of these kinds, in any version. */
  public static boolean isOne(GenericKubernetesResource resource) {
    return isOne(String.valueOf(resource.getApiVersion()), resource.getKind());
  }

  static Stream<String> names() {
    return KINDS.stream().map(Kind::name);
  }

  static boolean isOne(String apiVersion, String name) {
    return apiVersion.startsWith(GROUP)
        && KINDS.stream().anyMatch(kind -> kind.name().equals(name));
  }

  private static PolicyRef ref(GenericKubernetesResource resource) {
    return new PolicyRef(resource.getKind(), null, resource.getMetadata().getName());
  }

  /** The subject of a policy of another group with the same form; empty where it cannot be read. */
  static Optional<Subject> subject(Object written) {
    return as(Subject.class, written);
  }

  /** A label selector; empty where none can be read. */
  static Optional<LabelSelector> selector(Object written) {
    return as(LabelSelector.class, written);
  }

  private static <T> Optional<T> as(Class<T> type, Object written) {
    try {
      return Optional.ofNullable(STRICT.convertValue(written, type));
    } catch (IllegalArgumentException otherShape) {
      return Optional.empty();
    }
  }

  public ReadPolicy read(GenericKubernetesResource resource) {
    PolicyRef ref = ref(resource);
    Optional<Kind> known =
        KINDS.stream()
            .filter(kind -> kind.name().equals(resource.getKind()))
            .filter(kind -> resource.getApiVersion().equals(GROUP + kind.version()))
            .findFirst();
    if (known.isEmpty()) {
      return unreadable(ref, "its version " + resource.getApiVersion() + " is not known");
    }
    try {
      return read(ref, known.get(), spec(resource));
    } catch (JsonProcessingException unknown) {
      return unreadable(ref, unknown.getOriginalMessage());
    }
  }

  private static Spec spec(GenericKubernetesResource resource) throws JsonProcessingException {
    JsonNode spec = STRICT.valueToTree(resource.getAdditionalProperties().get("spec"));
    return STRICT.treeToValue(spec.isObject() ? spec : STRICT.createObjectNode(), Spec.class);
  }

  private ReadPolicy read(PolicyRef ref, Kind kind, Spec spec) {
    Optional<Tier> tier = tier(kind, spec);
    int priority = spec.priority() == null ? -1 : spec.priority();
    boolean ordered = kind.name().equals(BASELINE) || priority >= 0 && priority <= LAST_PRIORITY;
    if (tier.isEmpty() || !ordered || spec.subject() == null || !spec.subject().isSound()) {
      return unreadable(ref, "the API server refuses its tier, priority or subject");
    }
    return new ReadPolicy(
        ref,
        tier.get(),
        priority,
        parts.subject(spec.subject().query()),
        side(ref, kind, Direction.Inbound, spec.ingress()),
        side(ref, kind, Direction.Outbound, spec.egress()));
  }

  private static Optional<Tier> tier(Kind kind, Spec spec) {
    if (kind.rule() == AdminRule.class) {
      return spec.tier() == null
          ? Optional.of(kind.name().equals(BASELINE) ? Tier.Baseline : Tier.Admin)
          : Optional.empty();
    }
    return switch (String.valueOf(spec.tier())) {
      case "Admin" -> Optional.of(Tier.Admin);
      case "Baseline" -> Optional.of(Tier.Baseline);
      default -> Optional.empty();
    };
  }

  /** A policy that cannot be read may select any pods and have any rules. */
  private static ReadPolicy unreadable(PolicyRef ref, String fault) {
    return PolicyReading.unread(ref, Tier.Admin, EVERY_POD, Action.Unread, fault);
  }

  /** A policy without rules for a direction has no effect on it. */
  private Side side(PolicyRef ref, Kind kind, Direction direction, List<JsonNode> rules) {
    if (rules == null || rules.isEmpty()) {
      return Side.NONE;
    }
    List<Rule> read =
        IntStream.range(0, rules.size())
            .mapToObj(index -> rule(new RuleRef(ref, direction, index), kind, rules.get(index)))
            .toList();
    return parts.isCilium() ? Side.doubtful(read, CILIUM) : Side.of(read);
  }

  private Rule rule(RuleRef ref, Kind kind, JsonNode written) {
    try {
      RuleShape rule = STRICT.treeToValue(written, kind.rule());
      boolean outbound = ref.direction() == Direction.Outbound;
      if (rule == null || (outbound ? rule.from() : rule.to()) != null) {
        return PolicyReading.unread(
            ref, Action.Unread, "it is empty, or has peers of the other direction");
      }
      AdminPeers peers = new AdminPeers(parts, ref.direction());
      return new Rule(
          ref,
          kind.action(rule.action()),
          peers.of(outbound ? rule.to() : rule.from()),
          ports(rule.ports()));
    } catch (JsonProcessingException unknown) {
      return PolicyReading.unread(ref, Action.Unread, unknown.getOriginalMessage());
    }
  }

  private static List<PortMatch> ports(List<? extends PortShape> ports) {
    if (ports == null) {
      return PolicyReading.EVERY_PORT;
    }
    return ports.isEmpty()
        ? List.of(PortMatch.unsound("the API server refuses an empty list of ports"))
        : ports.stream()
            .map(port -> port == null ? PortMatch.unsound("its item is empty") : port.match())
            .toList();
  }
}
