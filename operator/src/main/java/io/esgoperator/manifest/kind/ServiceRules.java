package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Services (k8s.io/kubernetes v1.36, pkg/apis/core/validation, validateService). */
final class ServiceRules {
  private static final String TYPE = "type";
  private static final String NO_ADDRESS = " is no address: write it like 10.96.0.10.";
  private static final Set<String> OUTSIDE = Set.of("NodePort", "LoadBalancer");

  private ServiceRules() {}

  static Stream<FieldFault> spec(JsonNode spec) {
    String type = spec.path(TYPE).asText("ClusterIP");
    boolean headless = "None".equals(spec.path("clusterIP").asText());
    return Stream.of(
            needed(spec, "ports", !headless && !type.equals("ExternalName")),
            needed(spec, "externalName", type.equals("ExternalName")),
            unfit(spec, "clusterIP", headless && OUTSIDE.contains(type), type),
            unfit(spec, "loadBalancerSourceRanges", !type.equals("LoadBalancer"), type),
            unfit(spec, "allocateLoadBalancerNodePorts", !type.equals("LoadBalancer"), type),
            unfit(spec, "externalTrafficPolicy", isInside(spec, type), type),
            externalName(spec, type),
            FieldRule.refuse("clusterIP", one -> !isAddress(one.asText()), NO_ADDRESS).faults(spec),
            FieldRule.each(
                    "clusterIPs", one -> FieldFault.when(!isAddress(one.asText()), NO_ADDRESS))
                .faults(spec),
            names(spec),
            FieldRule.once(
                    "ports",
                    port -> List.of(protocol(port), port.path("port").asText()),
                    "port",
                    "port")
                .faults(spec),
            sources(spec),
            nodePorts(spec, type))
        .flatMap(faults -> faults);
  }

  /** Without one, the Service's port is the target. */
  static Stream<FieldFault> targetPort(JsonNode port) {
    JsonNode target = port.path("targetPort");
    return target.asText().isEmpty() || target.isNumber() && target.asInt() == 0
        ? Stream.empty()
        : FieldRule.port("targetPort").faults(port);
  }

  private static boolean isInside(JsonNode spec, String type) {
    return !OUTSIDE.contains(type) && !(type.equals("ClusterIP") && spec.has("externalIPs"));
  }

  private static Stream<FieldFault> needed(JsonNode spec, String field, boolean isNeeded) {
    return isNeeded ? FieldRule.required(field).faults(spec) : Stream.empty();
  }

  private static Stream<FieldFault> unfit(
      JsonNode spec, String field, boolean isUnfit, String type) {
    return FieldFault.when(
        isUnfit && spec.has(field),
        " does not fit a Service of type %s: leave it out.".formatted(type),
        field);
  }

  /** It may end with a dot. */
  private static Stream<FieldFault> externalName(JsonNode spec, String type) {
    String name = spec.path("externalName").asText("a").replaceFirst("[.]$", "");
    return FieldFault.when(
        type.equals("ExternalName") && !NameForm.SUBDOMAIN.fits(name),
        NameForm.SUBDOMAIN.words(),
        "externalName");
  }

  private static boolean isAddress(String text) {
    return text.isEmpty() || text.equals("None") || Literals.isAddress(text);
  }

  /** Of several ports, each has a name. */
  private static Stream<FieldFault> names(JsonNode spec) {
    boolean areNeeded = spec.path("ports").size() > 1;
    return FieldRule.each(
            "ports",
            port ->
                FieldFault.when(
                    areNeeded && port.path("name").asText().isEmpty(),
                    " is missing: write one for each of several ports.",
                    "name"))
        .faults(spec);
  }

  /** The server takes an empty one for TCP (SetDefaults_Service). */
  private static String protocol(JsonNode port) {
    String protocol = port.path("protocol").asText();
    return protocol.isEmpty() ? "TCP" : protocol;
  }

  private static Stream<FieldFault> nodePorts(JsonNode spec, String type) {
    return FieldRule.each(
            "ports",
            FieldRule.refuse(
                "nodePort",
                number -> type.equals("ClusterIP") && number.asInt() != 0,
                " does not fit a Service of type ClusterIP: leave it out."))
        .faults(spec);
  }

  /** The server ignores spaces around each. */
  private static Stream<FieldFault> sources(JsonNode spec) {
    return FieldRule.each(
            "loadBalancerSourceRanges",
            range -> NetworkRules.fault(range.asText().strip()).stream())
        .faults(spec);
  }
}
