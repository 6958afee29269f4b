package io.esgoperator.cli.connectivity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.connectivity.ConnectivityRow.LineEnd;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.cli.workloads.EndsJson;

/** The report for programs. */
final class ConnectivityJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ConnectivityJson() {}

  static String write(ConnectivityReport report) {
    ObjectNode root =
        NODES
            .objectNode()
            .put("openPairs", report.open())
            .put("unclearPairs", report.unclear())
            .put("closedPairs", report.closed());
    ObjectNode workloads = root.putObject("workloads");
    report.sets().forEach(set -> workloads.set(set.name(), JsonText.texts(set.pods())));
    root.putArray("connections")
        .addAll(report.rows().stream().map(ConnectivityJson::json).toList());
    return JsonText.of(root);
  }

  private static ObjectNode json(ConnectivityRow row) {
    ObjectNode json = NODES.objectNode();
    json.set("from", end(row.from()));
    json.set("to", end(row.to()));
    json.set("families", JsonText.texts(row.families()));
    json.put("decision", row.decision().name()).set("ports", EndsJson.ports(row.ports()));
    return row.isAllowed() ? json : json.put("because", row.because());
  }

  private static JsonNode end(LineEnd end) {
    return end.networks().isEmpty() ? NODES.textNode(end.name()) : EndsJson.outside(end.networks());
  }
}
