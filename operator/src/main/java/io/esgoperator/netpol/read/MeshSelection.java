package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.Operator;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pods that policies of Linkerd, Kuma and Consul may close (linkerd.io/2/reference:
 * authorization-policy and egress-network; kuma.io/docs: mesh, and the policies by their names;
 * developer.hashicorp.com/consul/docs/reference/config-entry: mesh and service-intentions).
 */
final class MeshSelection {
  /** Linkerd's Servers that let all through. */
  private static final Set<String> OPEN = Set.of("all-unauthenticated", "audit");

  private static final String INJECTION = "kuma.io/sidecar-injection";
  private static final Requirement INJECTED =
      Requirement.of(INJECTION, Operator.In, Set.of("enabled", "true"));
  private static final Requirement NOT_LEFT =
      Requirement.of(INJECTION, Operator.NotIn, Set.of("disabled", "false"));

  private MeshSelection() {}

  /** A Server denies what no other object authorizes. It is about pods, or about machines. */
  static Stream<PodQuery> server(ForeignSpec spec, Direction direction) {
    boolean machines = spec.has("externalWorkloadSelector") && !spec.has("podSelector");
    return machines || OPEN.contains(spec.text("deny", "accessPolicy"))
        ? Stream.empty()
        : Stream.of(spec.selected(spec.at("podSelector")));
  }

  static Stream<PodQuery> egress(ForeignSpec spec, Direction direction) {
    return spec.text("Deny", "trafficPolicy").equals("Allow")
        ? Stream.empty()
        : Stream.of(spec.all());
  }

  /** With mTLS a proxy refuses clients without it; without passthrough, what it does not know. */
  static Stream<PodQuery> kumaMesh(ForeignSpec spec, Direction direction) {
    boolean closes =
        direction == Direction.Inbound
            ? refusesPlain(spec)
            : spec.text("true", "networking", "outbound", "passthrough").equals("false");
    return closes ? inKuma(spec) : Stream.empty();
  }

  private static boolean refusesPlain(ForeignSpec spec) {
    String enabled = spec.text("", "mtls", "enabledBackend");
    return !enabled.isEmpty()
        && ForeignSpec.items(spec.at("mtls", "backends")).stream()
            .noneMatch(
                backend ->
                    enabled.equals(backend.get("name"))
                        && "PERMISSIVE".equals(backend.get("mode")));
  }

  static Stream<PodQuery> kumaPassthrough(ForeignSpec spec, Direction direction) {
    return spec.text("None", "default", "passthroughMode").equals("All")
        ? Stream.empty()
        : inKuma(spec);
  }

  /** The mode stands in the rules of newer versions, or in from of older ones. */
  static Stream<PodQuery> kumaTls(ForeignSpec spec, Direction direction) {
    boolean isStrict =
        Stream.of("rules", "from")
            .flatMap(list -> ForeignSpec.items(spec.at(list)).stream())
            .map(rule -> rule.get("default") instanceof Map<?, ?> conf ? conf.get("mode") : null)
            .filter(Objects::nonNull)
            .anyMatch(mode -> !"Permissive".equals(mode));
    return isStrict ? inKuma(spec) : Stream.empty();
  }

  /**
   * It has an effect only beside mTLS, which refuses clients outside of the mesh whatever it says.
   */
  static Stream<PodQuery> kumaPermission(ForeignSpec spec, Direction direction) {
    return inKuma(spec);
  }

  /** Pods with a sidecar: by their own label, or by that of their namespace. */
  private static Stream<PodQuery> inKuma(ForeignSpec spec) {
    LabelQuery pods =
        spec.at("targetRef", "labels") instanceof Map<?, ?> labels
                && spec.text("", "targetRef", "kind").equals("Dataplane")
            ? ForeignSpec.query(Map.of("matchLabels", labels))
            : LabelQuery.EVERYTHING;
    return Stream.of(
        spec.pods(ForeignSpec.with(pods, INJECTED)),
        spec.pods(new LabelQuery(List.of(INJECTED)), ForeignSpec.with(pods, NOT_LEFT)));
  }

  static Stream<PodQuery> consulMesh(ForeignSpec spec, Direction direction) {
    return spec.text("false", "transparentProxy", "meshDestinationsOnly").equals("true")
        ? Stream.of(spec.all())
        : Stream.empty();
  }

  /** Which pods a service of Consul's has is in annotations. A source by requests may be denied. */
  static Stream<PodQuery> consulIntentions(ForeignSpec spec, Direction direction) {
    return ForeignSpec.items(spec.at("sources")).stream()
            .allMatch(source -> "allow".equals(source.get("action")))
        ? Stream.empty()
        : Stream.of(spec.all());
  }
}
