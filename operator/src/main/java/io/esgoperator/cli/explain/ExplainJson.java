package io.esgoperator.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.explain.Explanation.EndProof;
import io.esgoperator.cli.gateway.PolicyPlaces;
import io.esgoperator.cli.report.JsonText;
import io.esgoperator.manifest.Place;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.TierTrace;
import java.util.List;
import java.util.Optional;

/** Explanations for programs. */
record ExplainJson(PolicyPlaces places) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  String write(List<Explanation> explanations) {
    ObjectNode root = NODES.objectNode();
    ArrayNode all = root.putArray("explanations");
    explanations.forEach(one -> all.add(json(one)));
    return JsonText.of(root);
  }

  private ObjectNode json(Explanation explanation) {
    Connection connection = explanation.ruling().connection();
    ObjectNode json = NODES.objectNode();
    ends(json.putArray("from"), explanation.from());
    ends(json.putArray("to"), explanation.to());
    json.put("protocol", connection.protocol().name());
    json.put("port", connection.port());
    ArrayNode families = json.putArray("families");
    explanation.families().forEach(family -> families.add(family.name()));
    json.put("decision", explanation.decision().name());
    json.set("egress", json(explanation.ends().get(0)));
    json.set("ingress", json(explanation.ends().get(1)));
    ArrayNode notEvaluated = json.putArray("notEvaluated");
    explanation.ruling().notEvaluated().stream()
        .map(
            policy ->
                placed(NODES.objectNode().put("policy", policy.toString()), places.of(policy)))
        .forEach(notEvaluated::add);
    json.put("change", new Change(places).sentence(explanation));
    return json;
  }

  private static void ends(ArrayNode json, NamedEnd end) {
    end.members().forEach(member -> json.add(member.toString()));
  }

  private ObjectNode json(EndProof end) {
    ObjectNode json = NODES.objectNode();
    json.put("decision", end.proof().decision().name());
    json.put("tier", end.proof().tier().name());
    json.put("because", end.proof().text());
    ArrayNode tiers = json.putArray("tiers");
    end.tiers().forEach(tier -> tiers.add(json(tier, end)));
    return json;
  }

  private ObjectNode json(TierTrace tier, EndProof end) {
    ObjectNode json = NODES.objectNode();
    json.put("tier", tier.tier().name());
    ArrayNode policies = json.putArray("policies");
    tier.policies()
        .forEach(
            policy ->
                policies.add(
                    placed(
                        NODES.objectNode().put("policy", policy.toString()), places.of(policy))));
    ArrayNode rules = json.putArray("rules");
    tier.matches()
        .forEach(
            match ->
                rules.add(
                    placed(
                        NODES
                            .objectNode()
                            .put("rule", match.rule().toString())
                            .put("action", match.action())
                            .put("sure", match.isSure())
                            .put("decides", end.proof().rules().contains(match.rule())),
                        places.of(match.rule()))));
    return json;
  }

  private static ObjectNode placed(ObjectNode json, Optional<Place> place) {
    return JsonText.placed(json, place.orElse(null));
  }
}
