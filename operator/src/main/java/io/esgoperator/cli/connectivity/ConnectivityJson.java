package io.esgoperator.cli.connectivity;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.connectivity.ConnectivityRow.LineEnd;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.cli.workloads.EndsJson;
import io.esgoperator.cli.workloads.WorkloadSet;

/** The report for programs. */
final class ConnectivityJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ConnectivityJson() {}

  static String write(ConnectivityReport report) {
    ObjectNode root = NODES.objectNode();
    root.put("openPairs", report.open());
    root.put("unclearPairs", report.unclear());
    root.put("closedPairs", report.closed());
    ObjectNode workloads = root.putObject("workloads");
    for (WorkloadSet set : report.sets()) {
      ArrayNode pods = workloads.putArray(set.name());
      set.pods().forEach(pod -> pods.add(pod.toString()));
    }
    ArrayNode rows = root.putArray("connections");
    report.rows().forEach(row -> rows.add(json(row)));
    return JsonText.of(root);
  }

  private static ObjectNode json(ConnectivityRow row) {
    ObjectNode json = NODES.objectNode();
    end(json, "from", row.from());
    end(json, "to", row.to());
    row.families().forEach(family -> json.withArray("families").add(family.name()));
    json.put("decision", row.decision().name());
    json.set("ports", EndsJson.ports(row.ports()));
    if (!row.isAllowed()) {
      json.put("because", row.because());
    }
    return json;
  }

  private static void end(ObjectNode json, String field, LineEnd end) {
    if (end.networks().isEmpty()) {
      json.put(field, end.name());
    } else {
      json.set(field, EndsJson.outside(end.networks()));
    }
  }
}
