package io.esgoperator.cli.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.cli.workloads.EndsJson;

/** The report on rules for programs. */
public final class RuleJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RuleJson() {}

  public static String write(RuleReport report) {
    ObjectNode root = NODES.objectNode().put("held", report.isHeld());
    root.putArray("rules").addAll(report.results().stream().map(RuleJson::json).toList());
    return JsonText.of(root);
  }

  private static ObjectNode json(RuleReport.Result result) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("kind", result.rule().kind().name())
            .put("rule", result.rule().text());
    JsonText.placed(json, result.rule().place());
    json.put("held", result.isHeld()).put("pairs", result.pairs()).put("more", result.more());
    json.putArray("violations").addAll(result.breaches().stream().map(RuleJson::json).toList());
    return json;
  }

  private static ObjectNode json(Breach breach) {
    ObjectNode json = NODES.objectNode().put("from", breach.from()).put("to", breach.to());
    json.set("families", JsonText.texts(breach.families()));
    json.put("decision", breach.decision().name()).set("ports", EndsJson.ports(breach.ports()));
    json.putArray("because")
        .addAll(
            breach.reasons().stream()
                .map(
                    reason ->
                        JsonText.placed(
                            NODES.objectNode().put("text", reason.text()), reason.place()))
                .toList());
    return json;
  }
}
