package io.esgoperator.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report for programs. */
final class JsonReport {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonReport() {}

  static String write(CheckReport report) {
    ObjectNode root = NODES.objectNode();
    root.put("findings", report.findings());
    report.instances().forEach(instance -> root.withArray("instances").add(json(instance)));
    report.ignored().forEach((kind, count) -> root.withObject("notLookedAt").put(kind, count));
    return JsonText.of(root);
  }

  private static ObjectNode json(InstanceReport instance) {
    ObjectNode json = NODES.objectNode();
    json.put("instance", instance.instance());
    JsonText.placed(json, instance.place());
    json.put("policy", instance.ownPolicy().words());
    json.set("gateways", JsonText.texts(instance.gateways()));
    json.putArray("paths").addAll(instance.rows().stream().map(JsonReport::json).toList());
    json.putArray("undeclared")
        .addAll(instance.undeclared().stream().map(JsonReport::json).toList());
    instance.wouldClose().forEach(closed -> json.withArray("enforceWouldClose").add(closed));
    return json;
  }

  private static ObjectNode json(TableRow row) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("name", row.path().name())
            .put("direction", row.direction())
            .put("protocol", row.path().transport().name())
            .put("port", row.port());
    json.set("families", JsonText.texts(row.families()));
    json.put("peers", row.peers());
    json.put("decision", row.ruling().decision().name());
    json.put("because", row.ruling().because());
    json.put("requirement", row.path().requirement().name());
    json.put("consequence", row.path().consequence());
    return JsonText.placed(json, row.ruling().place());
  }

  private static ObjectNode json(InstanceReport.Undeclared opening) {
    return JsonText.placed(NODES.objectNode().put("sentence", opening.sentence()), opening.place());
  }
}
