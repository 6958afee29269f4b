package io.esgoperator.probe.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A plan from its JSON. Jackson's own binding looks at each class by reflection, which takes a
 * third of a probe's processor time before its first packet.
 */
final class PlanReading {
  private PlanReading() {}

  static ProbePlan of(JsonNode plan) {
    return new ProbePlan(
        plan.path("version").asInt(),
        plan.path("timeoutMillis").asLong(),
        plan.path("anyCertificate").asBoolean(),
        plan.path("trustedCertificates").textValue(),
        all(plan.path("paths"), PlanReading::path),
        plan.has("listen") ? plan.path("listen").intValue() : null);
  }

  private static ProbePlan.PlannedPath path(JsonNode path) {
    return new ProbePlan.PlannedPath(
        path.path("name").asText(),
        Application.valueOf(path.path("application").asText()),
        path.path("port").asInt(),
        path.path("closed").asBoolean(),
        all(path.path("from"), JsonNode::asText),
        inspection(path.path("inspection")),
        peers(path.path("peers")),
        path.path("eachEnd").asBoolean());
  }

  private static Inspection inspection(JsonNode inspection) {
    JsonNode reflector = inspection.path("reflector");
    return new Inspection(
        inspection.path("on").asBoolean(),
        all(inspection.path("traits"), trait -> Trait.valueOf(trait.asText())),
        peers(inspection.path("dead")),
        peers(inspection.path("burst")),
        new Inspection.Reflector(
            reflector.path("name").asText(), peers(reflector.path("servers"))));
  }

  private static List<ProbePlan.Peer> peers(JsonNode peers) {
    return all(peers, PlanReading::peer);
  }

  private static ProbePlan.Peer peer(JsonNode peer) {
    return new ProbePlan.Peer(
        peer.path("host").asText(),
        peer.path("address").asText(),
        peer.path("port").asInt(),
        peer.has("proxyProtocol")
            ? ProxyProtocol.valueOf(peer.path("proxyProtocol").asText())
            : null);
  }

  private static <T> List<T> all(JsonNode list, Function<JsonNode, T> one) {
    return StreamSupport.stream(list.spliterator(), false).map(one).toList();
  }
}
