package io.esgoperator.cli.explain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.explain.Explanation.EndProof;
import io.esgoperator.cli.gateway.PolicyPlaces;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.TierTrace;
import io.esgoperator.netpol.world.PolicyRef;
import java.util.List;

/** Explanations for programs. */
record ExplainJson(PolicyPlaces places) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  String write(List<Explanation> explanations) {
    ObjectNode root = NODES.objectNode();
    root.putArray("explanations").addAll(explanations.stream().map(this::json).toList());
    return JsonText.of(root);
  }

  private ObjectNode json(Explanation explanation) {
    Connection connection = explanation.ruling().connection();
    ObjectNode json = NODES.objectNode();
    json.set("from", JsonText.texts(explanation.from().members()));
    json.set("to", JsonText.texts(explanation.to().members()));
    json.put("protocol", connection.protocol().name()).put("port", connection.port());
    json.set("families", JsonText.texts(explanation.families()));
    json.put("decision", explanation.decision().name());
    json.set("egress", json(explanation.ends().get(0)));
    json.set("ingress", json(explanation.ends().get(1)));
    json.putArray("notEvaluated")
        .addAll(explanation.ruling().notEvaluated().stream().map(this::json).toList());
    return json.put("change", new Change(places).sentence(explanation));
  }

  private ObjectNode json(PolicyRef policy) {
    return JsonText.placed(
        NODES.objectNode().put("policy", policy.toString()), places.of(policy).orElse(null));
  }

  private ObjectNode json(EndProof end) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("decision", end.proof().decision().name())
            .put("tier", end.proof().tier().name())
            .put("because", end.proof().text());
    json.putArray("tiers").addAll(end.tiers().stream().map(tier -> json(tier, end)).toList());
    return json;
  }

  private ObjectNode json(TierTrace tier, EndProof end) {
    ObjectNode json = NODES.objectNode().put("tier", tier.tier().name());
    json.putArray("policies").addAll(tier.policies().stream().map(this::json).toList());
    json.putArray("rules").addAll(tier.matches().stream().map(match -> json(match, end)).toList());
    return json;
  }

  private ObjectNode json(TierTrace.Match match, EndProof end) {
    return JsonText.placed(
        NODES
            .objectNode()
            .put("rule", match.rule().toString())
            .put("action", match.action())
            .put("sure", match.isSure())
            .put("decides", end.proof().rules().contains(match.rule())),
        places.of(match.rule()).orElse(null));
  }
}
