package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
            addresses(spec.path("clusterIPs")),
            names(spec.path("ports")),
            twice(spec.path("ports")),
            sources(spec.path("loadBalancerSourceRanges")),
            type.equals("ClusterIP") ? nodePorts(spec.path("ports")) : Stream.<FieldFault>empty())
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
    return isUnfit && spec.has(field)
        ? Stream.of(
            FieldFault.in(
                field, " does not fit a Service of type %s: leave it out.".formatted(type)))
        : Stream.empty();
  }

  /** It may end with a dot. */
  private static Stream<FieldFault> externalName(JsonNode spec, String type) {
    return type.equals("ExternalName")
            && !NameForm.SUBDOMAIN.fits(
                spec.path("externalName").asText("a").replaceFirst("[.]$", ""))
        ? Stream.of(FieldFault.in("externalName", NameForm.SUBDOMAIN.words()))
        : Stream.empty();
  }

  private static Stream<FieldFault> addresses(JsonNode addresses) {
    return each(addresses)
        .filter(index -> !isAddress(addresses.get(index).asText()))
        .map(index -> new FieldFault(List.of("clusterIPs", index), NO_ADDRESS));
  }

  private static boolean isAddress(String text) {
    return text.isEmpty() || text.equals("None") || Literals.isAddress(text);
  }

  /** Of several ports, each has a name. */
  private static Stream<FieldFault> names(JsonNode ports) {
    return ports.size() < 2
        ? Stream.empty()
        : each(ports)
            .filter(index -> ports.get(index).path("name").asText().isEmpty())
            .map(index -> at(index, "name", " is missing: write one for each of several ports."));
  }

  private static Stream<FieldFault> twice(JsonNode ports) {
    List<List<String>> keys =
        ports
            .valueStream()
            .map(port -> List.of(protocol(port), port.path("port").asText()))
            .toList();
    return each(ports)
        .filter(index -> keys.subList(0, index).contains(keys.get(index)))
        .map(index -> at(index, "port", " is written twice: write each port once."));
  }

  /** The server takes an empty one for TCP (SetDefaults_Service). */
  private static String protocol(JsonNode port) {
    String protocol = port.path("protocol").asText();
    return protocol.isEmpty() ? "TCP" : protocol;
  }

  private static Stream<FieldFault> nodePorts(JsonNode ports) {
    return each(ports)
        .filter(index -> ports.get(index).path("nodePort").asInt() != 0)
        .map(
            index ->
                at(index, "nodePort", " does not fit a Service of type ClusterIP: leave it out."));
  }

  /** The server ignores spaces around each. */
  private static Stream<FieldFault> sources(JsonNode ranges) {
    return each(ranges)
        .flatMap(
            index ->
                NetworkRules.fault(ranges.get(index).asText().strip()).stream()
                    .map(fault -> fault.below("loadBalancerSourceRanges", index)));
  }

  private static Stream<Integer> each(JsonNode list) {
    return IntStream.range(0, list.size()).boxed();
  }

  private static FieldFault at(int index, String field, String words) {
    return new FieldFault(List.of("ports", index, field), words);
  }
}
