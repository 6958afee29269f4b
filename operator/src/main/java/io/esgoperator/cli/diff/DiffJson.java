package io.esgoperator.cli.diff;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.diff.DiffReport.GatewayChanges;
import io.esgoperator.cli.diff.DiffReport.GatewayLine;
import io.esgoperator.cli.diff.DiffReport.WorkloadChanges;
import io.esgoperator.cli.diff.DiffReport.WorkloadLine;
import io.esgoperator.cli.gateway.PeerPart;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.cli.workloads.EndsJson;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.AddressRange;
import java.util.BitSet;
import java.util.List;

/** The changes for programs: an end and its ports are written as {@code connectivity} does. */
final class DiffJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DiffJson() {}

  static String write(DiffReport report) {
    ObjectNode root = NODES.objectNode().put("changed", !report.isEmpty());
    root.putArray("instances").addAll(report.gateways().stream().map(DiffJson::json).toList());
    root.set("workloads", json(report.workloads()));
    root.putArray("idlePolicies")
        .addAll(
            report.idle().stream()
                .map(
                    policy ->
                        JsonText.placed(
                            NODES.objectNode().put("policy", policy.name()),
                            policy.places().start()))
                .toList());
    return JsonText.of(root);
  }

  private static ObjectNode json(GatewayChanges gateway) {
    ObjectNode json =
        NODES.objectNode().put("instance", gateway.instance()).put("state", gateway.state().name());
    json.putArray("changes").addAll(gateway.lines().stream().map(DiffJson::json).toList());
    return json;
  }

  private static ObjectNode json(GatewayLine line) {
    ObjectNode json = json(line.decision()).put("direction", line.direction().name());
    json.set(
        "ports",
        EndsJson.ports(
            line.protocols().stream()
                .map(protocol -> new PortSpan(protocol, line.ports(), line.decision().to()))
                .toList()));
    ArrayNode peers = json.putArray("peers");
    line.peers().stream()
        .filter(PeerPart.Pods.class::isInstance)
        .forEach(pod -> peers.add(pod.endpoint().toString()));
    outside(peers, PeerPart.ranges(line.peers()));
    json.put("because", line.ruling().because());
    return JsonText.placed(json, line.ruling().place());
  }

  private static void outside(ArrayNode ends, List<AddressRange> ranges) {
    if (!ranges.isEmpty()) {
      ends.add(EndsJson.outside(AddressRange.networks(ranges)));
    }
  }

  private static ObjectNode json(WorkloadChanges changes) {
    ObjectNode json = NODES.objectNode();
    json.set("added", JsonText.texts(changes.added()));
    json.set("removed", JsonText.texts(changes.removed()));
    json.putArray("connections")
        .addAll(changes.lines().stream().map(line -> json(line, changes.names())).toList());
    return json;
  }

  private static ObjectNode json(WorkloadLine line, EndNames names) {
    ObjectNode json = json(line.decision());
    json.set("from", ends(line.ends().from(), names));
    json.set("to", ends(line.ends().to(), names));
    if (line.only() != null) {
      json.putArray("families").add(line.only().name());
    }
    json.set("ports", EndsJson.ports(line.ports()));
    return json;
  }

  private static ArrayNode ends(BitSet numbers, EndNames names) {
    ArrayNode ends = NODES.arrayNode();
    names.workloads(numbers).forEach(ends::add);
    outside(ends, names.addresses(numbers));
    return ends;
  }

  private static ObjectNode json(DecisionChange decision) {
    return NODES
        .objectNode()
        .put("before", decision.from().name())
        .put("after", decision.to().name());
  }
}
