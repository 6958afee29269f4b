package io.esgoperator.netpol.read;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.LabelQuery.Requirement;
import io.esgoperator.netpol.rule.Operator;
import io.esgoperator.netpol.rule.PodQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pods that policies of Istio may close (istio.io/latest/docs/reference/config: security
 * authorization-policy and peer_authentication, networking sidecar).
 */
final class IstioSelection {
  private static final String INJECTION = "sidecar.istio.io/inject";
  private static final String MODE = "istio.io/dataplane-mode";
  private static final Requirement WITH_SIDECAR =
      Requirement.of(INJECTION, Operator.NotIn, Set.of("false"));
  private static final Requirement AMBIENT = Requirement.equality(MODE, "ambient");
  private static final Requirement NOT_LEFT = Requirement.of(MODE, Operator.NotIn, Set.of("none"));

  /** Modes in which connections without TLS are taken. */
  private static final Set<String> PLAIN = Set.of("UNSET", "DISABLE", "PERMISSIVE");

  private IstioSelection() {}

  /** Where it is attached to a Gateway or a Service, it may bind the waypoint of any pod. */
  static Stream<PodQuery> authorization(ForeignSpec spec, Direction direction) {
    boolean attached = spec.has("targetRef") || spec.has("targetRefs");
    return mayDeny(spec)
        ? inMesh(spec, attached ? LabelQuery.EVERYTHING : ForeignSpec.query(spec.at("selector")))
        : Stream.empty();
  }

  /** An ALLOW denies what none of its rules matches; the empty rule matches everything. */
  private static boolean mayDeny(ForeignSpec spec) {
    if ("true".equals(spec.annotations().get("istio.io/dry-run"))) {
      return false;
    }
    Object rules = spec.at("rules");
    return switch (spec.text("ALLOW", "action")) {
      case "AUDIT" -> false;
      case "ALLOW" -> !(rules instanceof List<?> list && list.contains(Map.of()));
      case "DENY", "CUSTOM" -> rules != null && !List.of().equals(rules);
      default -> true;
    };
  }

  /** In the root namespace, one with a selector is ignored. */
  static Stream<PodQuery> authentication(ForeignSpec spec, Direction direction) {
    LabelQuery pods = ForeignSpec.query(spec.at("selector"));
    boolean ignored = spec.namespace() == null && !pods.requirements().isEmpty();
    return !ignored && refusesPlain(spec) ? inMesh(spec, pods) : Stream.empty();
  }

  private static boolean refusesPlain(ForeignSpec spec) {
    Stream<?> ports =
        spec.at("portLevelMtls") instanceof Map<?, ?> map ? map.values().stream() : Stream.empty();
    return Stream.concat(Stream.ofNullable(spec.at("mtls")), ports)
        .map(mtls -> mtls instanceof Map<?, ?> fields ? fields.get("mode") : mtls)
        .anyMatch(mode -> mode != null && !PLAIN.contains(mode.toString()));
  }

  /** It closes what is not registered; any other mode, and none, lets it through. */
  static Stream<PodQuery> sidecar(ForeignSpec spec, Direction direction) {
    return spec.text("ALLOW_ANY", "outboundTrafficPolicy", "mode").equals("ALLOW_ANY")
        ? Stream.empty()
        : Stream.of(
            spec.at("workloadSelector", "labels") instanceof Map<?, ?> labels
                ? spec.selected(Map.of("matchLabels", labels))
                : spec.all());
  }

  /**
   * The configuration of a mesh, in the form of Istio's two operators
   * (istio.io/latest/docs/reference /config/istio.operator.v1alpha1,
   * istio-ecosystem/sail-operator).
   */
  static Stream<PodQuery> meshConfig(ForeignSpec spec, Direction direction) {
    return Stream.of("", "values.")
            .map(above -> (above + "meshConfig.outboundTrafficPolicy.mode").split("\\."))
            .allMatch(path -> spec.text("ALLOW_ANY", path).equals("ALLOW_ANY"))
        ? Stream.empty()
        : Stream.of(spec.pods(new LabelQuery(List.of(WITH_SIDECAR))));
  }

  /** The same in the form of OpenShift's (maistra.io/docs), which may want mTLS of every client. */
  static Stream<PodQuery> controlPlane(ForeignSpec spec, Direction direction) {
    boolean isOpen =
        direction == Direction.Inbound
            ? spec.text("false", "security", "dataPlane", "mtls").equals("false")
            : spec.text("ALLOW_ANY", "proxy", "networking", "trafficControl", "outbound", "policy")
                .equals("ALLOW_ANY");
    return isOpen ? Stream.empty() : Stream.of(spec.pods(new LabelQuery(List.of(WITH_SIDECAR))));
  }

  /**
   * Pods without a sidecar and outside of the ambient mesh are bound by nothing; a pod is certainly
   * without a sidecar where its label says so (istio.io/latest/docs/setup/additional-setup
   * /sidecar-injection), and in the ambient mesh by its label or that of its namespace.
   */
  private static Stream<PodQuery> inMesh(ForeignSpec spec, LabelQuery pods) {
    return Stream.of(
        spec.pods(ForeignSpec.with(pods, WITH_SIDECAR)),
        spec.pods(ForeignSpec.with(pods, AMBIENT)),
        spec.pods(new LabelQuery(List.of(AMBIENT)), ForeignSpec.with(pods, NOT_LEFT)));
  }
}
